"""The table of fundings."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.payouts.tables import Model
from shared.db import Versioned, money_columns, primary_key
from shared.events.campaigns import OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import FundingId
from shared.money import Money
from shared.states import Move, Side, Stateful


class FundingState(StrEnum):
    """How far money is on its way in."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class Funding(Model, Versioned, Stateful):
    """Money that a brand brings in. It counts from the moment it succeeded, and is final when it is settled."""

    __tablename__ = "fundings"
    __table_args__ = (
        UniqueConstraint("organization_id", "request_key", name="one_funding_a_key"),
        Index(
            "fundings_by_reference",
            "organization_id",
            "external_reference",
            unique=True,
            postgresql_where=text("external_reference is not null"),
        ),
        CheckConstraint("amount_value > 0", name="something"),
    )
    moves = {
        "succeed": Move(Side.SYSTEM, {FundingState.PENDING}, FundingState.SUCCEEDED),
        "fail": Move(Side.SYSTEM, {FundingState.PENDING}, FundingState.FAILED),
    }

    id: Mapped[FundingId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    request_key: Mapped[str]
    """The Idempotency-Key that asked for it: a request that comes again goes on with this row."""
    amount: Mapped[Money] = money_columns("amount")
    order_id: Mapped[OrderId | None] = mapped_column(ForeignKey("order_copies.id"))
    source: Mapped[dict[str, Any]]
    state: Mapped[FundingState] = mapped_column(default=FundingState.PENDING)
    failure_code: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    ask_at: Mapped[datetime | None]
    """When the rail is asked again; null where it has nothing more to say."""
    caller_metadata: Mapped[dict[str, Any]] = mapped_column("metadata", default={})
    external_reference: Mapped[str | None]

    @property
    def failure(self) -> dict[str, str] | None:
        """Why the source refused."""
        return {"code": self.failure_code} if self.failure_code else None
