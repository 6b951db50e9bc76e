"""What can happen with organizations and their members."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.organizations.models import Membership, Organization
from services.identity.organizations.roles import Role
from shared.events.identity import MemberAdded, OrganizationCreated, OrganizationType, UserId
from shared.outbox import emit


async def create(
    session: AsyncSession, *, founder: UserId, type: OrganizationType, name: str, country: str, currency: str, **details: object
) -> Organization:
    """Make an organization; its founder is its owner."""
    organization = Organization(type=type, name=name, country=country, currency=currency, **details)
    session.add(organization)
    await session.flush()

    await emit(session, OrganizationCreated.of(organization))
    await add_member(session, organization=organization, user=founder, role=Role.OWNER)
    return organization


async def add_member(session: AsyncSession, *, organization: Organization, user: UserId, role: Role) -> Membership:
    """Let a person act for an organization."""
    membership = Membership(organization_id=organization.id, user_id=user, role=role)
    session.add(membership)
    await emit(session, MemberAdded.of(membership))
    return membership
