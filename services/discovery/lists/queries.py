"""Every SELECT about lists."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.lists.models import CreatorList
from shared.clock import clock
from shared.events.discovery import ListId
from shared.events.identity import OrganizationId
from shared.pages import Page, Slice


async def own_list(session: AsyncSession, id: ListId, *, owner: OrganizationId) -> CreatorList | None:
    """Find a list of an organization."""
    return await session.scalar(select(CreatorList).where(CreatorList.id == id, CreatorList.organization_id == owner))


async def own_list_for_update(session: AsyncSession, id: ListId, *, owner: OrganizationId) -> CreatorList | None:
    """Find and lock a list of an organization."""
    query = select(CreatorList).where(CreatorList.id == id, CreatorList.organization_id == owner)
    return await session.scalar(query.with_for_update().execution_options(populate_existing=True))


async def lists_of(
    session: AsyncSession, owner: OrganizationId, *, external_references: Sequence[str] | None, page: Page
) -> Slice[CreatorList]:
    """List the lists of an organization."""
    query = select(CreatorList).where(CreatorList.organization_id == owner)
    if external_references:
        query = query.where(CreatorList.external_reference.in_(external_references))
    return await page.of(session, query, CreatorList)


async def favourites_of(session: AsyncSession, owner: OrganizationId) -> CreatorList | None:
    """Find the favourites of an organization."""
    return await session.scalar(select(CreatorList).where(CreatorList.organization_id == owner, CreatorList.is_favourites))


async def insert_favourites(session: AsyncSession, owner: OrganizationId, *, name: str) -> None:
    """Make an organization's favourites, unless somebody else just did."""
    now = clock.now()
    values = {
        "id": ListId.new(),
        "organization_id": owner,
        "name": name,
        "description": "",
        "is_favourites": True,
        "item_count": 0,
        "renumberings": 0,
        "metadata_": {},
        "version": 1,
        "created_at": now,
        "updated_at": now,
    }
    await session.execute(insert(CreatorList).values(values).on_conflict_do_nothing())
