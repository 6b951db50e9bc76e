"""The tables of drafts, their versions and what the brand asked to change."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.review.orders.models import Order
from services.review.tables import Model
from services.review.uploads.models import Upload
from shared.db import Row, Versioned, primary_key
from shared.events.campaigns import CampaignId, DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.review import DraftId, UploadId
from shared.ids import Id
from shared.states import Move, Side, Stateful


class DraftVersionId(Id, prefix="drv"):
    """One version of a draft."""


class ChangeRequestId(Id, prefix="crq"):
    """What a brand asked to change in one version."""


class DraftState(StrEnum):
    """How far a draft has come."""

    CREATED = "created"
    PLATFORM_REVIEW = "platform_review"
    POLICY_REJECTED = "policy_rejected"
    BRAND_REVIEW = "brand_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    CLOSED = "closed"


OPEN = set(DraftState) - {DraftState.APPROVED, DraftState.CLOSED}
REVIEWERS = {Side.STAFF, Side.SYSTEM}


class Reviewer(StrEnum):
    """Who made the platform's review."""

    AUTOMATIC = "automatic"
    STAFF = "staff"


class Draft(Model, Versioned, Stateful):
    """The content for one deliverable: both sides read it in every state."""

    __tablename__ = "drafts"
    __table_args__ = (
        CheckConstraint("(state = 'approved') = (approved_at is not null)", name="approved_at_a_time"),
        # No held money stands in a state without a timer: the brand's review has a deadline, or what is left of a stopped one.
        CheckConstraint(
            "(state = 'brand_review') = (review_due_at is not null or window_left is not null)", name="review_has_a_window"
        ),
        CheckConstraint("review_due_at is null or window_left is null", name="window_runs_or_stands"),
    )

    moves = {
        "submit": Move(Side.CREATOR, {DraftState.CREATED}, DraftState.PLATFORM_REVIEW),
        "pass": Move(REVIEWERS, {DraftState.PLATFORM_REVIEW}, DraftState.BRAND_REVIEW),
        "fail": Move(REVIEWERS, {DraftState.PLATFORM_REVIEW}, DraftState.POLICY_REJECTED),
        "appeal": Move(Side.CREATOR, {DraftState.POLICY_REJECTED}, DraftState.PLATFORM_REVIEW),
        "add_version": Move(Side.CREATOR, {DraftState.CHANGES_REQUESTED, DraftState.POLICY_REJECTED}, DraftState.CREATED),
        "approve": Move(Side.BRAND, {DraftState.BRAND_REVIEW}, DraftState.APPROVED),
        "approve_in_silence": Move(Side.SYSTEM, {DraftState.BRAND_REVIEW}, DraftState.APPROVED),
        "request_changes": Move(Side.BRAND, {DraftState.BRAND_REVIEW}, DraftState.CHANGES_REQUESTED),
        "close": Move(Side.SYSTEM, OPEN, DraftState.CLOSED),
    }

    id: Mapped[DraftId] = primary_key()
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("order_copies.id"), index=True)
    deliverable_id: Mapped[DeliverableId] = mapped_column(ForeignKey("deliverable_copies.id"), unique=True)
    campaign_id: Mapped[CampaignId]
    brand_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    creator_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    state: Mapped[DraftState] = mapped_column(default=DraftState.CREATED)
    version_number: Mapped[int] = mapped_column(default=1)
    """Of the current version: a verdict names it."""
    rounds_used: Mapped[int] = mapped_column(default=0)
    review_due_at: Mapped[datetime | None]
    """When the brand's silence approves; null outside of its review, and while the window is stopped."""
    window_left: Mapped[timedelta | None]
    """What is left of a window that is stopped."""
    appealed_at: Mapped[datetime | None]
    appeal_message: Mapped[str | None]
    awaits_person: Mapped[bool] = mapped_column(default=False)
    """An appeal: the automatic review has said what it has to say."""
    approved_at: Mapped[datetime | None]
    approval_message: Mapped[str | None]
    is_deemed: Mapped[bool | None]
    """Whether silence approved it; null until it is approved."""

    order: Mapped[Order] = relationship(lazy="raise")
    versions: Mapped[list["DraftVersion"]] = relationship(lazy="raise", order_by="DraftVersion.number")
    change_requests: Mapped[list["ChangeRequest"]] = relationship(lazy="raise", order_by="ChangeRequest.id")

    @property
    def current(self) -> "DraftVersion":
        """The version that is judged, or was last."""
        return self.versions[-1]

    @property
    def rounds_allowed(self) -> int:
        """How often the brand may ask for changes."""
        return self.order.rounds_allowed

    def actions_for(self, side: Side | None) -> list[str]:
        """List the moves that this side may make now: no second appeal, no change request past the last round."""
        spent = {
            "appeal": self.appealed_at is not None,
            "request_changes": self.rounds_used >= self.rounds_allowed,
        }
        return [name for name in super().actions_for(side) if not spent.get(name)]


class DraftVersion(Model, Versioned):
    """What was handed in once: it never changes, and what the platform found in it stands beside."""

    __tablename__ = "draft_versions"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[DraftVersionId] = primary_key()
    draft_id: Mapped[DraftId] = mapped_column(ForeignKey("drafts.id"))
    number: Mapped[int]
    caption: Mapped[str]
    hashtags: Mapped[list[str]]
    made_by: Mapped[str]
    """The person: who makes a version does not judge the draft."""
    submitted_at: Mapped[datetime | None]
    findings: Mapped[list[Any]] = mapped_column(default=[])
    policy_version: Mapped[str | None]
    """The policy that the platform judged by; null before."""
    reviewed_by: Mapped[Reviewer | None]
    reviewed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"), sort_order=97)
    """Counts what came to stand beside. (The server's default is for code of before.)"""

    media: Mapped[list["DraftMedia"]] = relationship(lazy="raise", order_by="DraftMedia.position")

    @property
    def uploads(self) -> list[Upload]:
        """The files, in the creator's order."""
        return [one.upload for one in self.media]


class DraftMedia(Model, Row):
    """A file of a version, at its place."""

    __tablename__ = "draft_media"

    version_id: Mapped[DraftVersionId] = mapped_column(ForeignKey("draft_versions.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    upload_id: Mapped[UploadId] = mapped_column(ForeignKey("uploads.id"), index=True)

    upload: Mapped[Upload] = relationship(lazy="raise")


class ChangeRequest(Model, Row):
    """What a brand asked to change in one version: one round."""

    __tablename__ = "change_requests"

    id: Mapped[ChangeRequestId] = primary_key()
    draft_id: Mapped[DraftId] = mapped_column(ForeignKey("drafts.id"), index=True)
    version_number: Mapped[int]
    items: Mapped[list[Any]]
    """Each an anchor, or null, and a comment."""
