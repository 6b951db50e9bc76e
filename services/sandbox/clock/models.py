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

    @property
    def offset(self) -> timedelta:
        """The offset as a duration."""
        return timedelta(microseconds=self.offset_microseconds)
