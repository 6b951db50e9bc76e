"""The table of the clock: one row."""

from datetime import timedelta

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.sandbox.tables import Model
from shared.db import Row


class BusinessClock(Model, Row):
    """How far business time is ahead of real time, for every process of the suite."""

    __tablename__ = "business_clock"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    offset_microseconds: Mapped[int] = mapped_column(BigInteger, default=0)
    fired: Mapped[int] = mapped_column(default=0)
    """How many timers the last move let run."""
    goal_microseconds: Mapped[int | None] = mapped_column(BigInteger)
    """The offset that a move aims at while it is under way, or where it was broken off."""
    goal_by_microseconds: Mapped[int | None] = mapped_column(BigInteger)
    """How far that move was asked to go: who asks for the same again goes on with it."""

    @property
    def offset(self) -> timedelta:
        """The offset as a duration."""
        return timedelta(microseconds=self.offset_microseconds)
