"""What can happen with invitations to join an organization."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.mail.service import MemberInvitationMail, send
from services.identity.member_invitations import queries
from services.identity.member_invitations.models import MemberInvitation, MemberInvitationState
from services.identity.members.service import check_rank
from services.identity.organizations.models import Membership, Organization
from services.identity.organizations.queries import is_staff, membership, organization_for_update
from services.identity.organizations.roles import Role
from services.identity.organizations.service import add_member
from services.identity.policy import MEMBERS
from services.identity.users.queries import user_for_update
from services.identity.users.service import TokenUsed
from services.identity.verifications.service import TokenExpired
from shared import timers
from shared.db import insert
from shared.errors import Forbidden, NotFound, Problem
from shared.events.identity import (
    MemberInvitationAccepted,
    MemberInvitationExpired,
    MemberInvitationId,
    MemberInvitationRevoked,
    MemberInvitationSent,
    UserId,
)
from shared.outbox import emit
from shared.secrets import digest, new_secret
from shared.states import due
from shared.timers import Timer


class AlreadyMember(Problem, status=409, code="already_member"):
    """This person is a member already."""


class AlreadyInvited(Problem, status=409, code="already_invited"):
    """This address has an open invitation: revoke it to send another one."""


class EmailNotVerified(Problem, status=403, code="email_not_verified"):
    """Confirm your e-mail address first."""


class ExpireMemberInvitation(Timer, name="expire_member_invitation"):
    """Ends an invitation that nobody took up in time."""

    member_invitation_id: MemberInvitationId


async def invite(
    session: AsyncSession, *, organization: Organization, acting: Membership, email: str, role: Role, now: datetime
) -> MemberInvitation:
    """Mail somebody an invitation to a locked organization. Raises `Forbidden`, `AlreadyMember`, `AlreadyInvited`."""
    check_rank(acting, role)
    email = email.lower()
    if await queries.is_members_address(session, email, organization=organization.id):
        raise AlreadyMember

    token = new_secret("gli")
    invitation = MemberInvitation(
        organization_id=organization.id,
        email=email,
        role=role,
        token_hash=digest(token),
        invited_by=acting.user_id,
        expires_at=now + MEMBERS.invitation,
    )
    await insert(session, invitation, or_raise={"one_open_member_invitation": AlreadyInvited()})

    await send(session, MemberInvitationMail(to=email, name=organization.name, token=token))
    await timers.at(session, invitation.expires_at, ExpireMemberInvitation(member_invitation_id=invitation.id))
    await emit(session, MemberInvitationSent.of(invitation))
    return invitation


async def accept(session: AsyncSession, *, token: str, person: UserId, now: datetime) -> MemberInvitation:
    """Join. The token is not enough: the person must have shown that the invited address is theirs.

    Raises `NotFound`, `Forbidden`, `EmailNotVerified`, `TokenUsed`, `TokenExpired`, `AlreadyMember`.
    """
    place = await queries.place_of(session, digest(token))
    organization = await organization_for_update(session, place[1]) if place else None
    invitation = await queries.own_invitation(session, place[0], owner=place[1]) if place else None
    user = await user_for_update(session, person)
    if organization is None or invitation is None or user is None:
        raise NotFound
    if user.email != invitation.email:
        raise Forbidden("This invitation is for somebody else's address.")
    if not user.email_verified:
        raise EmailNotVerified
    if await is_staff(session, person):
        raise Forbidden("Staff act for the platform only: sign up with another address.")
    if invitation.state is MemberInvitationState.ACCEPTED:
        raise TokenUsed
    if not invitation.can("accept") or invitation.expires_at <= now:
        raise TokenExpired("This invitation has ended: ask for another one.")
    if await membership(session, user=person, organization=organization.id) is not None:
        raise AlreadyMember

    invitation.move("accept", policy_version=MEMBERS.version)
    invitation.accepted_by = person
    await add_member(session, organization=organization, user=person, role=invitation.role)
    await emit(session, MemberInvitationAccepted.of(invitation))
    return invitation


async def revoke(session: AsyncSession, *, invitation: MemberInvitation) -> MemberInvitation:
    """Take an invitation back; one that is revoked stays so. Raises `InvalidState`."""
    if invitation.state is not MemberInvitationState.REVOKED:
        invitation.move("revoke")
        await emit(session, MemberInvitationRevoked.of(invitation))
    return invitation


async def expire(session: AsyncSession, *, timer: ExpireMemberInvitation, due_at: datetime) -> None:
    """End an invitation that nobody took up in time."""
    owner = await queries.organization_of(session, timer.member_invitation_id)
    if owner is None:
        return
    await organization_for_update(session, owner)
    invitation = await queries.own_invitation(session, timer.member_invitation_id, owner=owner)
    if invitation is not None and due(invitation.expires_at, due_at) and invitation.can("expire"):
        invitation.move("expire", policy_version=MEMBERS.version)
        await emit(session, MemberInvitationExpired.of(invitation))
