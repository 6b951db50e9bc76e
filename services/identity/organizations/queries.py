"""Every SELECT about organizations and members."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.organizations.models import Membership, Organization
from shared.events.identity import OrganizationId, OrganizationType, UserId
from shared.pages import Page, Slice


async def organization(session: AsyncSession, id: OrganizationId) -> Organization | None:
    """Find an organization."""
    return await session.get(Organization, id)


async def organization_for_update(session: AsyncSession, id: OrganizationId) -> Organization | None:
    """Find and lock an organization."""
    return await session.scalar(select(Organization).where(Organization.id == id).with_for_update())


async def platform(session: AsyncSession) -> Organization | None:
    """Find the one organization of the platform's own staff."""
    return await session.scalar(select(Organization).where(Organization.type == OrganizationType.PLATFORM))


async def is_member(session: AsyncSession, *, user: UserId, organization: OrganizationId) -> bool:
    """Say whether a person belongs to an organization."""
    return await session.get(Membership, (organization, user)) is not None


async def memberships_of(session: AsyncSession, user: UserId) -> Sequence[tuple[Membership, Organization]]:
    """List where a person belongs, oldest first."""
    rows = await session.execute(
        select(Membership, Organization)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(Membership.user_id == user)
        .order_by(Organization.id)
    )
    return [(membership, organization) for membership, organization in rows]


async def organizations_of(session: AsyncSession, user: UserId, *, page: Page) -> Slice[Organization]:
    """List the organizations that a person belongs to."""
    query = select(Organization).join(Membership, Membership.organization_id == Organization.id).where(Membership.user_id == user)
    return await page.of(session, query, Organization)
