"""Every SELECT about creators."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.creators.models import CreatorCopy
from shared.events.identity import OrganizationId


async def is_suspended(session: AsyncSession, organization_id: OrganizationId) -> bool:
    """Say whether staff suspended an organization's creator: it is not paid meanwhile."""
    return bool(
        await session.scalar(
            select(CreatorCopy.id).where(CreatorCopy.organization_id == organization_id, CreatorCopy.is_suspended).limit(1)
        )
    )
