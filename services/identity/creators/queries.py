"""Every SELECT about creators."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.creators.models import Creator
from shared.events.identity import CreatorId, OrganizationId


async def creator_for_update(session: AsyncSession, id: CreatorId) -> Creator | None:
    """Find and lock a creator."""
    return await session.scalar(
        select(Creator).where(Creator.id == id).with_for_update().execution_options(populate_existing=True)
    )


async def creator_of(session: AsyncSession, organization: OrganizationId) -> Creator | None:
    """Find the creator that an organization is."""
    return await session.scalar(select(Creator).where(Creator.organization_id == organization))
