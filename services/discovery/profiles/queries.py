"""Every SELECT about profiles."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles.models import Creator
from shared.events.identity import CreatorId, OrganizationId


async def creator(session: AsyncSession, id: CreatorId) -> Creator | None:
    """Find a creator, shown or not."""
    return await session.get(Creator, id)


async def creator_for_update(session: AsyncSession, id: CreatorId) -> Creator | None:
    """Find and lock a creator."""
    return await session.get(Creator, id, with_for_update=True, populate_existing=True)


async def creator_for_update_or_new(session: AsyncSession, id: CreatorId, organization: OrganizationId) -> Creator:
    """Lock the creator that an event speaks of: the first event makes the row, whichever service it comes from."""
    creator = await creator_for_update(session, id)
    if creator is None:
        # Another service's event may make it at the same time. Nothing is known of it yet: the first change is version 1.
        row = insert(Creator).values(id=id, organization_id=organization, version=0)
        await session.execute(row.on_conflict_do_nothing())
        creator = await creator_for_update(session, id)
        assert creator is not None, "a creator is never deleted"
    return creator


async def creators(session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[Creator]:
    """Find creators, in the order in which they are named."""
    found = {row.id: row for row in await session.scalars(select(Creator).where(Creator.id.in_(ids)))}
    return [found[id] for id in ids if id in found]


async def creator_of(session: AsyncSession, organization: OrganizationId) -> Creator | None:
    """Find the creator that an organization is: the last one that was approved."""
    return await session.scalar(_of(organization))


async def creator_of_for_update(session: AsyncSession, organization: OrganizationId) -> Creator | None:
    """Find and lock the creator that an organization is."""
    return await session.scalar(_of(organization).with_for_update().execution_options(populate_existing=True))


def _of(organization: OrganizationId) -> Select[Creator]:
    return (
        select(Creator)
        .where(Creator.organization_id == organization, Creator.profile_version > 0)
        .order_by(Creator.id.desc())
        .limit(1)
    )
