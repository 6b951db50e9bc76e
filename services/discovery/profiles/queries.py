"""Every SELECT about profiles."""

from collections.abc import Collection, Mapping, Sequence

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


async def creators_for_update(session: AsyncSession, ids: Collection[CreatorId]) -> Mapping[CreatorId, Creator]:
    """Find and lock creators, in the order of their ids."""
    found = select(Creator).where(Creator.id.in_(ids)).order_by(Creator.id).with_for_update()
    return {row.id: row for row in await session.scalars(found.execution_options(populate_existing=True))}


async def creator_for_update_or_new(session: AsyncSession, id: CreatorId, organization: OrganizationId) -> Creator:
    """Lock the creator that an event speaks of: the first event makes the row, whichever service it comes from."""
    return (await creators_for_update_or_new(session, {id: organization}))[id]


async def creators_for_update_or_new(
    session: AsyncSession, organizations: Mapping[CreatorId, OrganizationId]
) -> Mapping[CreatorId, Creator]:
    """Lock the creators that events speak of, each with its organization; who is not there yet is made."""
    creators = await creators_for_update(session, organizations)
    if missing := organizations.keys() - creators.keys():
        # Another service's event may make it at the same time. Nothing is known of it yet: the first change is version 1.
        rows = [{"id": id, "organization_id": organizations[id], "version": 0} for id in sorted(missing)]
        await session.execute(insert(Creator).on_conflict_do_nothing(), rows)
        creators = await creators_for_update(session, organizations)
        assert creators.keys() == organizations.keys(), "a creator is never deleted"
    return creators


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
