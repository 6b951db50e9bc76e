"""The table of payables."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.payouts.orders.models import OfAnOrder
from services.payouts.tables import Model
from shared.db import Row, Versioned, money_columns, primary_key
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import HoldId, PayableId, PayoutId
from shared.money import Money
from shared.states import Move, Side, Stateful


class PayableState(StrEnum):
    """How far earned money is on its way."""

    WAITING = "waiting"
    READY = "ready"
    IN_PAYOUT = "in_payout"
    PAID = "paid"
    REVERSED = "reversed"


class ReasonCode(StrEnum):
    """Why a payable waits."""

    ACCOUNT_MISSING = "account_missing"
    TAX_FORM_MISSING = "tax_form_missing"
    BELOW_MINIMUM = "below_minimum"
    FUNDING_UNSETTLED = "funding_unsettled"
    PUBLICATION_MISSING = "publication_missing"


DETAILS: dict[str, tuple[str, dict[str, str] | None]] = {
    ReasonCode.ACCOUNT_MISSING: (
        "There is no payout account in this currency.",
        {"method": "POST", "path": "/v1/payout-accounts"},
    ),
    ReasonCode.TAX_FORM_MISSING: ("There is no accepted tax form.", {"method": "POST", "path": "/v1/tax-forms"}),
    ReasonCode.BELOW_MINIMUM: ("All that you earned in this currency is less than the least that is paid out.", None),
    ReasonCode.FUNDING_UNSETTLED: ("The brand's money has not settled yet: it goes on by itself.", None),
    ReasonCode.PUBLICATION_MISSING: (
        "The contract pays after the post is verified.",
        {"method": "POST", "path": "/v1/publications"},
    ),
}
"""What each reason means, and the call that resolves it; null where nobody has to do anything."""


class Payable(Model, Versioned, Stateful, OfAnOrder):
    """A creator's net of one released share."""

    __tablename__ = "payables"
    __table_args__ = (
        CheckConstraint(
            "withheld_value >= 0 and in_payout_value >= 0 and paid_value >= 0"
            " and withheld_value + in_payout_value + paid_value <= amount_value",
            name="within_its_amount",
        ),
        Index("payables_of_creator", "creator_organization_id", "state"),
    )
    moves = {
        "make_ready": Move(Side.SYSTEM, {PayableState.WAITING}, PayableState.READY),
        "take": Move(Side.SYSTEM, {PayableState.READY}, PayableState.IN_PAYOUT),
        "pay": Move(Side.SYSTEM, {PayableState.IN_PAYOUT}, PayableState.PAID),
        "give_back": Move(Side.SYSTEM, {PayableState.IN_PAYOUT, PayableState.PAID}, PayableState.READY),
        "reverse": Move(Side.SYSTEM, {PayableState.WAITING}, PayableState.REVERSED),
    }

    id: Mapped[PayableId] = primary_key()
    hold_id: Mapped[HoldId] = mapped_column(ForeignKey("holds.id"), index=True)
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("order_copies.id"), index=True)
    deliverable_id: Mapped[DeliverableId] = mapped_column(unique=True)
    brand_organization_id: Mapped[OrganizationId]
    creator_organization_id: Mapped[OrganizationId]
    amount: Mapped[Money] = money_columns("amount")
    withheld_value: Mapped[int] = mapped_column(BigInteger, default=0)
    in_payout_value: Mapped[int] = mapped_column(BigInteger, default=0)
    paid_value: Mapped[int] = mapped_column(BigInteger, default=0)
    state: Mapped[PayableState] = mapped_column(default=PayableState.WAITING)
    waiting_for: Mapped[list[Any]] = mapped_column(default=[])
    """The reasons: `{code, since}` each, in the order of `ReasonCode`."""
    awaits_publication: Mapped[bool]
    ready_at: Mapped[datetime | None]

    @property
    def currency(self) -> str:
        """The currency of everything here."""
        return self.amount.currency

    @property
    def account(self) -> tuple[OrganizationId, str]:
        """Whose money it is, and its currency."""
        return self.creator_organization_id, self.currency

    @property
    def withheld(self) -> Money:
        """Tax withheld: it is not paid out."""
        return Money(self.withheld_value, self.currency)

    @property
    def in_payout(self) -> Money:
        """What payouts that have not ended took of it."""
        return Money(self.in_payout_value, self.currency)

    @property
    def paid(self) -> Money:
        """What has been paid of it."""
        return Money(self.paid_value, self.currency)

    @property
    def remaining(self) -> Money:
        """What no payout has taken."""
        return self.amount - self.withheld - self.in_payout - self.paid

    @property
    def reasons(self) -> list[dict[str, Any]]:
        """Why it waits, with what resolves it."""
        return [
            {**reason, "detail": DETAILS[reason["code"]][0], "resolve": DETAILS[reason["code"]][1]} for reason in self.waiting_for
        ]


class Allocation(Model, Row):
    """What one payout took of one payable."""

    __tablename__ = "allocations"
    __table_args__ = (CheckConstraint("amount_value > 0", name="something"),)

    payout_id: Mapped[PayoutId] = mapped_column(ForeignKey("payouts.id"), primary_key=True)
    payable_id: Mapped[PayableId] = mapped_column(ForeignKey("payables.id"), primary_key=True, index=True)
    amount_value: Mapped[int] = mapped_column(BigInteger)

    payable: Mapped[Payable] = relationship(lazy="raise", viewonly=True)
