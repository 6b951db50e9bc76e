"""The table of a list's entries."""

from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.discovery.lists.approvals.models import ListDecision, ListDecisionId
from services.discovery.profiles.models import Availability, Creator
from services.discovery.tables import Model
from shared.db import Versioned, primary_key
from shared.events.discovery import ListId
from shared.events.identity import CreatorId
from shared.ids import Id


class ListItemId(Id, prefix="lit"):
    """An entry of a list."""


class ListedCreatorState(StrEnum):
    """Whether a creator whom somebody keeps in mind can still be had."""

    AVAILABLE = "available"
    ON_VACATION = "on_vacation"
    UNAVAILABLE = "unavailable"


def state_of(creator: Creator) -> ListedCreatorState:
    """Tell what others may know of a creator's whereabouts."""
    if not creator.is_readable:
        return ListedCreatorState.UNAVAILABLE
    return ListedCreatorState.ON_VACATION if creator.availability is Availability.ON_VACATION else ListedCreatorState.AVAILABLE


class ListItem(Model, Versioned):
    """A creator in a list, with what the organization notes about them."""

    __tablename__ = "list_items"
    __table_args__ = (
        UniqueConstraint("list_id", "creator_id", name="one_item_a_creator"),
        Index("list_items_in_order", "list_id", "position", "id"),
        Index("list_items_by_change", "list_id", "updated_at", "id"),
    )

    id: Mapped[ListItemId] = primary_key()
    list_id: Mapped[ListId] = mapped_column(ForeignKey("lists.id", ondelete="CASCADE"))
    creator_id: Mapped[CreatorId] = mapped_column(ForeignKey("creators.id"), index=True)
    position: Mapped[int] = mapped_column(BigInteger)
    """Its place in the order, with gaps to both sides."""
    note: Mapped[str] = mapped_column(default="")
    tags: Mapped[list[str]] = mapped_column(ARRAY(TEXT), default=[])
    decision_id: Mapped[ListDecisionId | None] = mapped_column(ForeignKey("list_decisions.id", ondelete="SET NULL"), index=True)
    """The newest decision of any client, or the newest comment where nobody has decided."""

    listed: Mapped[Creator] = relationship(lazy="raise", innerjoin=True)
    decision: Mapped[ListDecision | None] = relationship(lazy="raise")

    @property
    def creator(self) -> Creator | None:
        """The creator as others see them, from the truth: nothing of who left or was suspended."""
        return self.listed if self.listed.is_readable else None

    @property
    def creator_state(self) -> ListedCreatorState:
        """Whether the creator can still be had."""
        return state_of(self.listed)
