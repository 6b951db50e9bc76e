"""Invitations to join an organization over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.identity.member_invitations import queries, service
from services.identity.member_invitations.models import MemberInvitation, MemberInvitationState
from services.identity.member_invitations.schemas import (
    MemberInvitationAcceptance,
    MemberInvitationOut,
    NewMemberInvitation,
)
from services.identity.member_invitations.service import AlreadyInvited, AlreadyMember, EmailNotVerified
from services.identity.members.routes import WRITE, ActingMember, LockedOrganization
from services.identity.seeing import Person
from services.identity.users.service import TokenUsed
from services.identity.verifications.service import TokenExpired
from shared.auth import PERSON, OwnOrganization
from shared.clock import Now
from shared.errors import Forbidden, InvalidState, NotFound
from shared.events.identity import MemberInvitationId
from shared.pages import Listing, Paging
from shared.routing import Router, Session

router = Router(tags=["members"])


async def _own(member_invitation_id: MemberInvitationId, session: Session, own: OwnOrganization) -> MemberInvitation:
    found = await queries.own_invitation(session, member_invitation_id, owner=own)
    if found is None:
        raise NotFound
    return found


async def _locked(member_invitation_id: MemberInvitationId, acting: ActingMember, session: Session) -> MemberInvitation:
    return await _own(member_invitation_id, session, acting.organization_id)


@router.post("/member-invitations", scope=WRITE, status_code=201, problems=[Forbidden, AlreadyMember, AlreadyInvited])
async def create_member_invitation(
    body: NewMemberInvitation, organization: LockedOrganization, acting: ActingMember, session: Session, now: Now
) -> MemberInvitationOut:
    """Invite somebody by e-mail to join your organization, in a role not above your own. It can be accepted for 7 days."""
    return await service.invite(session, organization=organization, acting=acting, email=body.email, role=body.role, now=now)


@router.get("/member-invitations", scope="members:read")
async def list_member_invitations(
    session: Session, own: OwnOrganization, page: Paging, state: Annotated[list[MemberInvitationState] | None, Query()] = None
) -> Listing[MemberInvitationOut]:
    """List whom your organization has invited."""
    return await queries.invitations_of(session, own, states=state or [], page=page)


@router.post(
    "/member-invitations/accept",
    scope=PERSON,
    problems=[NotFound, Forbidden, EmailNotVerified, TokenUsed, TokenExpired, AlreadyMember],
)
async def accept_member_invitation(
    body: MemberInvitationAcceptance, person: Person, session: Session, now: Now
) -> MemberInvitationOut:
    """Join the organization that invited you. Your confirmed address must be the invited one."""
    return await service.accept(session, token=body.token, person=person, now=now)


@router.get("/member-invitations/{member_invitation_id}", scope="members:read", problems=[NotFound])
async def get_member_invitation(invitation: Annotated[MemberInvitation, Depends(_own)]) -> MemberInvitationOut:
    """Read an invitation of your organization."""
    return invitation


@router.delete("/member-invitations/{member_invitation_id}", scope=WRITE, problems=[NotFound, InvalidState])
async def revoke_member_invitation(
    invitation: Annotated[MemberInvitation, Depends(_locked)], session: Session
) -> MemberInvitationOut:
    """Take an invitation back: its link works no more. It stays listed."""
    return await service.revoke(session, invitation=invitation)
