"""Every SELECT about organizations."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.organizations.models import OrganizationCopy
from shared.events.identity import OrganizationId


async def organization(session: AsyncSession, id: OrganizationId) -> OrganizationCopy | None:
    """Find an organization."""
    return await session.scalar(select(OrganizationCopy).where(OrganizationCopy.id == id))
