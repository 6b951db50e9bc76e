"""The tables of what a score compares: what was recorded of a creator over time, and what is usual among the like."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.discovery.tables import Model
from shared.events.identity import CreatorId


class RecordedStatistics(Model):
    """What a platform said of an account on one day: the newest of that day, whatever order it came in."""

    __tablename__ = "recorded_statistics"

    creator_id: Mapped[CreatorId] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(primary_key=True)
    recorded_on: Mapped[date] = mapped_column(primary_key=True)
    recorded_at: Mapped[datetime]
    follower_count: Mapped[int] = mapped_column(BigInteger)


class PeerRange(Model):
    """Between which values the middle half of comparable creators lies: those of one platform and one band of followers."""

    __tablename__ = "peer_ranges"

    platform: Mapped[str] = mapped_column(primary_key=True)
    followers_from: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """The lower end of the band."""
    signal: Mapped[str] = mapped_column(primary_key=True)
    low: Mapped[float]
    """The first quartile."""
    high: Mapped[float]
    """The third."""
    creator_count: Mapped[int]
    measured_at: Mapped[datetime]
