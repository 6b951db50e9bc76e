"""Every SELECT about copied creators."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.creators.models import CreatorCopy
from shared.events.identity import CreatorId, OrganizationId


async def creator(session: AsyncSession, id: CreatorId) -> CreatorCopy | None:
    """Find a creator as it is known here now."""
    return await session.scalar(select(CreatorCopy).where(CreatorCopy.id == id).execution_options(populate_existing=True))


async def creator_for_update(session: AsyncSession, id: CreatorId) -> CreatorCopy | None:
    """Find and lock a creator: agreements of one creator are made one after the other."""
    return await session.scalar(
        select(CreatorCopy).where(CreatorCopy.id == id).with_for_update().execution_options(populate_existing=True)
    )


async def creator_of(session: AsyncSession, organization_id: OrganizationId) -> CreatorCopy | None:
    """Find the creator of an organization, the newest where there were several."""
    return await session.scalar(
        select(CreatorCopy)
        .where(CreatorCopy.organization_id == organization_id)
        .order_by(CreatorCopy.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


async def known(session: AsyncSession, ids: Collection[CreatorId]) -> set[CreatorId]:
    """Tell which of these creators are known here."""
    return set(await session.scalars(select(CreatorCopy.id).where(CreatorCopy.id.in_(ids))))


async def ids_of_handles(session: AsyncSession, *, platform: str, handles: Sequence[str]) -> Sequence[CreatorId]:
    """List the known creators with one of these handles, in the order of ids."""
    found = select(CreatorCopy.id).where(CreatorCopy.platform == platform, CreatorCopy.handle.in_(handles))
    return (await session.scalars(found.order_by(CreatorCopy.id))).all()
