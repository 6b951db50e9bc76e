"""The members of an organization over HTTP."""

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Query

from services.identity.members import queries, service
from services.identity.members.queries import Member
from services.identity.members.schemas import MemberOut, MemberPatch, MemberRole
from services.identity.members.service import LastOwner
from services.identity.organizations.models import Membership, Organization
from services.identity.organizations.queries import organization_for_update
from services.identity.organizations.roles import scopes_of
from services.identity.seeing import Person
from shared.auth import PERSON, OwnOrganization
from shared.errors import Forbidden, MissingScope, NotFound, PreconditionFailed, PreconditionRequired
from shared.etags import ExpectedVersion, SeenVersion
from shared.events.identity import OrganizationId, OrganizationType, UserId
from shared.pages import Listing, Paging
from shared.routing import Router, Session

router = Router(tags=["members"])

WRITE = "members:write"


async def _locked(session: Session, own: OwnOrganization) -> Organization:
    organization = await organization_for_update(session, own)
    if organization is None:
        raise NotFound
    return organization


LockedOrganization = Annotated[Organization, Depends(_locked)]
"""The organization that the caller acts for. Its lock holds its members too: two owners cannot leave at once."""


async def _acting(organization: LockedOrganization, session: Session, person: Person) -> Membership:
    found = await queries.member(session, person, organization=organization.id)
    if found is None or WRITE not in scopes_of(organization.type, found[0].role):
        raise MissingScope(scope=WRITE)  # the role has just changed
    return found[0]


ActingMember = Annotated[Membership, Depends(_acting)]
"""The caller's own membership, as it is under the lock."""


async def _theirs(organization_id: OrganizationId, own: OwnOrganization) -> OrganizationId:
    if organization_id != own:
        raise NotFound
    return own


TheirOrganization = Annotated[OrganizationId, Depends(_theirs)]


async def _seen(organization: TheirOrganization, user_id: UserId, session: Session) -> Member:
    found = await queries.member(session, user_id, organization=organization)
    if found is None:
        raise NotFound
    return found


async def _locked_member(_: TheirOrganization, acting: ActingMember, user_id: UserId, session: Session) -> Member:
    found = await queries.member(session, user_id, organization=acting.organization_id)
    if found is None:
        raise NotFound
    return found


LockedMember = Annotated[Member, Depends(_locked_member)]


@router.get("/organizations/{organization_id}/members", scope="members:read", problems=[NotFound])
async def list_members(
    organization: TheirOrganization, session: Session, page: Paging, role: Annotated[list[MemberRole] | None, Query()] = None
) -> Listing[MemberOut]:
    """List who acts for your organization."""
    found = await queries.members_of(session, organization, roles=role or [], page=page)
    return Listing[MemberOut].model_validate(replace(found, data=[MemberOut.of(member) for member in found.data]))


@router.delete(
    "/organizations/{organization_id}/members/current", scope=PERSON, status_code=204, problems=[NotFound, Forbidden, LastOwner]
)
async def leave_organization(_: TheirOrganization, organization: LockedOrganization, session: Session, person: Person) -> None:
    """Leave the organization that you act for. Its last owner stays."""
    if organization.type is OrganizationType.PLATFORM:
        raise Forbidden("Staff come and go by command.")
    member = await queries.member(session, person, organization=organization.id)
    if member is None:
        raise NotFound
    await service.leave(session, membership=member[0])


@router.get("/organizations/{organization_id}/members/{user_id}", scope="members:read", problems=[NotFound])
async def get_member(member: Annotated[Member, Depends(_seen)]) -> MemberOut:
    """Read a member."""
    return MemberOut.of(member)


@router.patch(
    "/organizations/{organization_id}/members/{user_id}",
    scope=WRITE,
    problems=[NotFound, Forbidden, LastOwner, PreconditionRequired, PreconditionFailed],
)
async def update_member(
    body: MemberPatch, member: LockedMember, acting: ActingMember, session: Session, expected: ExpectedVersion
) -> MemberOut:
    """Give a member another role: none above your own, and none to somebody above you. An organization keeps an owner."""
    await service.change_role(session, acting=acting, membership=member[0], role=body.role, expected=expected)
    return MemberOut.of(member)


@router.delete(
    "/organizations/{organization_id}/members/{user_id}",
    scope=WRITE,
    status_code=204,
    problems=[NotFound, Forbidden, LastOwner, PreconditionFailed],
)
async def remove_member(member: LockedMember, acting: ActingMember, session: Session, seen: SeenVersion) -> None:
    """Let a member act for your organization no more, at once. API keys that they made belong to the organization, and stay."""
    await service.remove(session, acting=acting, membership=member[0], seen=seen)
