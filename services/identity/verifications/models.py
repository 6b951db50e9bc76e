"""The tables of verifications and of the links that were mailed for them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.tables import Model
from shared.db import Row, Versioned, primary_key
from shared.events.identity import OrganizationId
from shared.ids import Id
from shared.states import Move, Side, Stateful


class VerificationId(Id, prefix="ver"):
    """A brand's verification."""


class VerificationState(StrEnum):
    """How far a brand's verification is."""

    NOT_SUBMITTED = "not_submitted"
    LINK_SENT = "link_sent"
    UNDER_REVIEW = "under_review"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    EXPIRED = "expired"


State = VerificationState


class Verification(Model, Versioned, Stateful):
    """The verification of one brand, from its making on: a new submission begins it again.

    Every change of it happens under the organization's lock and counts in the organization's version.
    """

    __tablename__ = "verifications"
    moves = {
        "submit": Move(Side.OWNER, {State.NOT_SUBMITTED, State.LINK_SENT, State.NOT_PASSED, State.EXPIRED}, State.LINK_SENT),
        "confirm": Move(Side.OWNER, {State.LINK_SENT}, State.UNDER_REVIEW),
        "expire": Move(Side.SYSTEM, {State.LINK_SENT}, State.EXPIRED),
        "pass": Move(Side.STAFF, {State.UNDER_REVIEW}, State.PASSED),
        "fail": Move(Side.STAFF, {State.UNDER_REVIEW}, State.NOT_PASSED),
        "lapse": Move(Side.STAFF, {State.PASSED}, State.EXPIRED),
        "review_again": Move(Side.SYSTEM, {State.PASSED}, State.UNDER_REVIEW),
    }

    id: Mapped[VerificationId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organizations.id"), unique=True)
    state: Mapped[VerificationState] = mapped_column(default=VerificationState.NOT_SUBMITTED)
    business_email: Mapped[str | None]
    link_expires_at: Mapped[datetime | None]
    """When the newest link ends, in business time: its timer acts only at this time."""
    reasons: Mapped[list[str]] = mapped_column(default=[])
    """Why it was not passed, or lapsed."""
    decided_at: Mapped[datetime | None]


class VerificationLink(Model, Row):
    """A link that was mailed. It works once, until its end; a newer one ends it."""

    __tablename__ = "verification_links"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    verification_id: Mapped[VerificationId] = mapped_column(ForeignKey("verifications.id"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
