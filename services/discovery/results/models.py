"""The tables of what campaigns told of creators' work. No price is kept."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from services.discovery.tables import Model
from shared.db import Row, primary_key
from shared.events.campaigns import OrderId
from shared.events.identity import CreatorId, OrganizationId


class Outcome(StrEnum):
    """How an order ended."""

    COMPLETED = "completed"
    CANCELLED = "cancelled"


class OrderCopy(Model, Row):
    """What discovery keeps of an order. Its events may come in any order: each fills the columns that it tells."""

    __tablename__ = "order_copies"

    id: Mapped[OrderId] = primary_key()
    creator_id: Mapped[CreatorId | None] = mapped_column(index=True)
    """Null while only a deliverable was heard of."""
    brand_organization_id: Mapped[OrganizationId | None]

    category: Mapped[str | None]
    """Null, with the next ones, while order.created has not come."""
    deliverable_count: Mapped[int] = mapped_column(default=0)
    exclusive_category: Mapped[str | None]
    """What no other brand may have the creator for until `exclusive_until`; null where nothing was promised."""
    exclusive_until: Mapped[datetime | None]

    overdue_deliverable_ids: Mapped[list[str]] = mapped_column(ARRAY(TEXT), default=[])
    """Those that were ever late."""
    outcome: Mapped[Outcome | None]
    outcome_version: Mapped[int] = mapped_column(default=0)
    """Campaigns' version of the order when it ended so."""


class Answer(Model):
    """One question that a brand put to a creator, an invitation or the terms of an offer, and when it was answered or ran out.

    Any of the times may come first; the question counts when it is known when it began and how it ended.
    """

    __tablename__ = "answers"
    __table_args__ = (Index("answers_of_a_creator", "creator_id", "answered_at"),)

    subject_id: Mapped[str] = mapped_column(primary_key=True)
    """The invitation's or the offer's id."""
    terms_version: Mapped[int] = mapped_column(primary_key=True)
    """Which terms of the offer; 0 of an invitation."""
    creator_id: Mapped[CreatorId]
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]
    """When it ended by itself: its days were over, or the campaign."""
