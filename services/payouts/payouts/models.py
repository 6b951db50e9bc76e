"""The table of payouts."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.payouts.tables import Model
from shared.db import Versioned, money_columns, primary_key
from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutAccountId, PayoutId
from shared.money import Money
from shared.states import Move, Side, Stateful


class PayoutState(StrEnum):
    """How far money is on its way out."""

    CREATED = "created"
    SUBMITTED = "submitted"
    PROCESSING = "processing"
    PAID = "paid"
    FAILED = "failed"
    RETURNED = "returned"


class Payout(Model, Versioned, Stateful):
    """Money on its way to a creator's account. `submitted` is committed before the rail is called; the id is the rail's key."""

    __tablename__ = "payouts"
    __table_args__ = (
        UniqueConstraint("organization_id", "request_key", name="one_payout_a_key"),
        Index(
            "payouts_by_reference",
            "organization_id",
            "external_reference",
            unique=True,
            postgresql_where=text("external_reference is not null"),
        ),
        CheckConstraint("amount_value > 0", name="something"),
    )
    moves = {
        "submit": Move(Side.SYSTEM, {PayoutState.CREATED}, PayoutState.SUBMITTED),
        "process": Move(Side.SYSTEM, {PayoutState.SUBMITTED}, PayoutState.PROCESSING),
        "pay": Move(Side.SYSTEM, {PayoutState.PROCESSING}, PayoutState.PAID),
        "fail": Move(Side.SYSTEM, {PayoutState.PROCESSING}, PayoutState.FAILED),
        "return": Move(Side.SYSTEM, {PayoutState.PAID}, PayoutState.RETURNED),
    }

    id: Mapped[PayoutId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    request_key: Mapped[str]
    """The Idempotency-Key that asked for it."""
    requested: Mapped[dict[str, Any]]
    """What was asked for under that key."""
    amount: Mapped[Money] = money_columns("amount")
    payout_account_id: Mapped[PayoutAccountId] = mapped_column(ForeignKey("payout_accounts.id"))
    state: Mapped[PayoutState] = mapped_column(default=PayoutState.CREATED)
    failure_code: Mapped[str | None]
    completes_at: Mapped[datetime | None]
    """When the rail expects it to arrive."""
    paid_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    ask_at: Mapped[datetime | None]
    """When the rail is asked again; null where it has nothing more to say."""
    caller_metadata: Mapped[dict[str, Any]] = mapped_column("metadata", default={})
    external_reference: Mapped[str | None]

    @property
    def failure(self) -> dict[str, str] | None:
        """Why the rail refused, or sent it back."""
        return {"code": self.failure_code} if self.failure_code else None
