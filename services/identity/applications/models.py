"""The table of creators' applications."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.identity.creators.models import Creator, CreatorState
from services.identity.tables import Model
from shared.db import Versioned, primary_key
from shared.events.identity import CreatorId, OrganizationId
from shared.ids import Id
from shared.states import Move, Side, Stateful


class CreatorApplicationId(Id, prefix="cra"):
    """An application to become a creator."""


class CreatorApplicationState(StrEnum):
    """How far an application is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    NEEDS_INFO = "needs_info"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


State = CreatorApplicationState
OPEN = {State.SUBMITTED, State.UNDER_REVIEW, State.NEEDS_INFO}
"""Being reviewed: one of an organization at a time."""


class CreatorApplication(Model, Versioned, Stateful):
    """An organization asks to become a creator. It is changed, submitted and judged under the organization's lock."""

    __tablename__ = "creator_applications"
    __table_args__ = (
        Index(
            "one_open_application",
            "organization_id",
            unique=True,
            postgresql_where=text("state in ('submitted', 'under_review', 'needs_info')"),
        ),
        Index("applications_of_an_organization", "organization_id", "id"),
    )
    moves = {
        "submit": Move(Side.OWNER, {State.DRAFT}, State.SUBMITTED),
        "withdraw": Move(Side.OWNER, {State.SUBMITTED, State.NEEDS_INFO}, State.WITHDRAWN),
        "claim": Move(Side.STAFF, {State.SUBMITTED}, State.UNDER_REVIEW),
        "request_info": Move(Side.STAFF, {State.UNDER_REVIEW}, State.NEEDS_INFO),
        "resubmit": Move(Side.OWNER, {State.NEEDS_INFO}, State.UNDER_REVIEW),
        "approve": Move(Side.STAFF, {State.UNDER_REVIEW}, State.APPROVED),
        "reject": Move(Side.STAFF, {State.UNDER_REVIEW}, State.REJECTED),
        "appeal": Move(Side.OWNER, {State.REJECTED}, State.UNDER_REVIEW),
    }

    id: Mapped[CreatorApplicationId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organizations.id"))
    state: Mapped[CreatorApplicationState] = mapped_column(default=CreatorApplicationState.DRAFT)
    social_account_ids: Mapped[list[str]]
    """The first is the one that the creator is shown by."""
    categories: Mapped[list[str]]
    languages: Mapped[list[str]]
    formats: Mapped[list[str]]
    bio: Mapped[str]
    rates: Mapped[list[Any]]
    accounts: Mapped[list[Any]] = mapped_column(default=[])
    """What the platforms said at the last submission: `AccountStatistics`, which the decision rests on."""
    policy_version: Mapped[str | None]
    claimed_by: Mapped[str | None]
    message: Mapped[str | None]
    """What staff said last."""
    reply: Mapped[str | None]
    """What the creator answered last."""
    reasons: Mapped[list[str]] = mapped_column(default=[])
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    appealed_at: Mapped[datetime | None]
    reapply_after: Mapped[datetime | None]
    """Until then, in business time, the organization may not submit another one."""
    creator_id: Mapped[CreatorId | None] = mapped_column(ForeignKey("creators.id"), unique=True)

    creator: Mapped[Creator | None] = relationship(lazy="raise")

    @property
    def membership_state(self) -> CreatorState | None:
        """The creator's membership of the marketplace, once approved."""
        return self.creator.state if self.creator else None

    @property
    def is_final(self) -> bool:
        """Whether no move leaves this state: an appeal is had once."""
        return super().is_final or (self.state is State.REJECTED and self.appealed_at is not None)

    def actions_for(self, side: Side | None) -> list[str]:
        """List the moves that this side may make now, those with the creator's membership among them."""
        own = [name for name in super().actions_for(side) if name != "appeal" or self.appealed_at is None]
        return own + (self.creator.actions_for(side) if self.creator else [])
