"""The table of invitations to join an organization."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.organizations.roles import Role
from services.identity.tables import Model
from shared.db import Versioned, primary_key
from shared.events.identity import MemberInvitationId, OrganizationId, UserId
from shared.states import Move, Side, Stateful


class MemberInvitationState(StrEnum):
    """How far an invitation is."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"


State = MemberInvitationState


class MemberInvitation(Model, Versioned, Stateful):
    """Somebody asked to join an organization in a role, until `expires_at`.

    The invited person, who accepts, is on no side yet: to the organization that is the system's move.
    """

    __tablename__ = "member_invitations"
    __table_args__ = (
        Index("one_open_member_invitation", "organization_id", "email", unique=True, postgresql_where=text("state = 'sent'")),
    )
    moves = {
        "accept": Move(Side.SYSTEM, {State.SENT}, State.ACCEPTED),
        "revoke": Move(Side.OWNER, {State.SENT}, State.REVOKED),
        "expire": Move(Side.SYSTEM, {State.SENT}, State.EXPIRED),
    }

    id: Mapped[MemberInvitationId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organizations.id"), index=True)
    email: Mapped[str]
    """In lower case, as people's addresses are."""
    role: Mapped[Role]
    state: Mapped[MemberInvitationState] = mapped_column(default=MemberInvitationState.SENT)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    invited_by: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    accepted_by: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[datetime]
    """In business time: its timer acts only at this time."""
