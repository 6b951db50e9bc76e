"""The tables of feeds."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from services.notifications.tables import Model
from shared.events import EventId
from shared.events.campaigns import OrderId
from shared.events.identity import OrganizationId


class Feed(Model):
    """How far one organization's feed has come.

    The row is locked while entries are added: a higher sequence never becomes visible before a lower one, so a reader who
    goes on behind what they have seen misses nothing.
    """

    __tablename__ = "feeds"

    organization_id: Mapped[OrganizationId] = mapped_column(primary_key=True)
    last_sequence: Mapped[int] = mapped_column(BigInteger)


class Entry(Model):
    """One event as one organization is told it: what the event's declaration shows, and nothing else. It never changes."""

    __tablename__ = "feed_entries"
    __table_args__ = (
        Index("feed_entries_by_event", "event_id", "organization_id", unique=True),
        Index("feed_entries_by_type", "organization_id", "type", "sequence"),
        Index("feed_entries_by_subject", "organization_id", "subject_id", "sequence"),
        Index("feed_entries_by_order", "organization_id", "order_id", "sequence"),
        Index("feed_entries_by_time", "told_at"),
    )

    organization_id: Mapped[OrganizationId] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """1, 2, 3 … in each feed."""
    event_id: Mapped[EventId]
    """The event's own, so the same in the feed of each side and wherever else it is told."""
    type: Mapped[str]
    scope: Mapped[str]
    """What a caller must hold to see it."""
    subject_object: Mapped[str]
    subject_id: Mapped[str]
    subject_path: Mapped[str]
    order_id: Mapped[OrderId | None]
    data: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime] = mapped_column(server_default=func.now())
    """When it happened. One that came late has an earlier time than those before it. (The default is for code of before.)"""
    told_at: Mapped[datetime]
    """When it came into the feed, in business time: it grows with the sequence, so who syncs by time misses nothing."""
