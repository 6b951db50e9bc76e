"""The tables of lots."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.payouts.tables import Model
from shared.db import Row, money_columns
from shared.events.campaigns import OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import FundingId, HoldId
from shared.money import Money


class Lot(Model, Row):
    """The money of one funding. The unused parts of a brand's lots are its `available` balance, exactly."""

    __tablename__ = "lots"
    __table_args__ = (
        CheckConstraint("unused_value between 0 and amount_value", name="within_its_amount"),
        Index("lots_unused", "organization_id", "amount_currency", postgresql_where=text("unused_value > 0")),
    )

    funding_id: Mapped[FundingId] = mapped_column(ForeignKey("fundings.id"), primary_key=True)
    organization_id: Mapped[OrganizationId]
    order_id: Mapped[OrderId | None]
    """The order that it was funded for: while that order's hold waits, no other hold takes it."""
    amount: Mapped[Money] = money_columns("amount")
    unused_value: Mapped[int] = mapped_column(BigInteger)
    settled_at: Mapped[datetime | None]


class Draw(Model, Row):
    """What a hold took from a lot, less what it gave back."""

    __tablename__ = "draws"
    __table_args__ = (CheckConstraint("amount_value >= 0", name="not_negative"),)

    hold_id: Mapped[HoldId] = mapped_column(ForeignKey("holds.id"), primary_key=True)
    funding_id: Mapped[FundingId] = mapped_column(ForeignKey("lots.funding_id"), primary_key=True, index=True)
    amount_value: Mapped[int] = mapped_column(BigInteger)
