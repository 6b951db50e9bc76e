"""The tables of saved searches, of whom they found, and of changes that are still to be looked at."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, INT8MULTIRANGE, TEXT, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.discovery.profiles.models import Creator
from services.discovery.tables import Model
from shared.db import Row, Versioned, primary_key
from shared.events.discovery import SavedSearchId
from shared.events.identity import CreatorId, OrganizationId
from shared.ids import Id


class SavedSearchMatchId(Id, prefix="ssm"):
    """A creator who came to match a saved search."""


class Alerts(StrEnum):
    """Whether an organization is told of new matches by events."""

    ON = "on"
    OFF = "off"


class SavedSearch(Model, Versioned):
    """A search that an organization keeps. Its matches are added, and told, under its lock."""

    __tablename__ = "saved_searches"
    __table_args__ = (Index("saved_searches_by_key", "keys", postgresql_using="gin"),)

    id: Mapped[SavedSearchId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    name: Mapped[str]
    search: Mapped[dict[str, Any]]
    """What was asked for, as it was sent."""
    alerts: Mapped[Alerts] = mapped_column(default=Alerts.ON)
    keys: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    """A creator who matches has one of these as a token: what a change must look at is found by them."""
    past: Mapped[Sequence[Range[int]]] = mapped_column(INT8MULTIRANGE, server_default="{}")
    """The changes that were noted and not looked at when this search was saved or became another: they came before it."""
    alerted_at: Mapped[datetime | None]
    """When the last alert was told, in business time."""
    alert_due_at: Mapped[datetime | None]
    """When what came since is told, in business time: its timer acts only at this time."""


class SavedSearchMatch(Model, Row):
    """A creator who did not match a saved search, then did, and still does."""

    __tablename__ = "saved_search_matches"
    __table_args__ = (
        UniqueConstraint("saved_search_id", "creator_id", name="one_match_a_creator"),
        Index("saved_search_matches_untold", "saved_search_id", "id", postgresql_where=text("told_at is null")),
    )

    id: Mapped[SavedSearchMatchId] = primary_key()
    saved_search_id: Mapped[SavedSearchId] = mapped_column(ForeignKey("saved_searches.id", ondelete="CASCADE"))
    creator_id: Mapped[CreatorId] = mapped_column(ForeignKey("creators.id"), index=True)
    told_at: Mapped[datetime | None]
    """When an alert told of it, or nobody wanted to be told."""

    creator: Mapped[Creator] = relationship(lazy="raise", innerjoin=True)

    @property
    def matched_at(self) -> datetime:
        """When it was seen that the creator matches."""
        return self.created_at


class CreatorChange(Model):
    """A change of a creator that no saved search has looked at: a trigger writes it with the change itself.

    Rows are only added and taken away, so that whoever changes creators never waits here.
    """

    __tablename__ = "creator_changes"

    sequence: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    creator_id: Mapped[CreatorId] = mapped_column(index=True)
    before: Mapped[dict[str, Any] | None]
    """The row as it was before; null for a new one."""
