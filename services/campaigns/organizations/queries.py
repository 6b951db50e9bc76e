"""Every SELECT about copied organizations."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.organizations.models import OrganizationCopy
from shared.events.identity import OrganizationId


async def organization(session: AsyncSession, id: OrganizationId) -> OrganizationCopy | None:
    """Find an organization as it is known here now."""
    return await session.scalar(
        select(OrganizationCopy).where(OrganizationCopy.id == id).execution_options(populate_existing=True)
    )
