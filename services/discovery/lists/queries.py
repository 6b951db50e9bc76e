"""Every SELECT about lists."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.lists.models import CreatorList
from services.discovery.lists.schemas import FAVOURITES, Favourites
from shared.clock import clock
from shared.events.discovery import ListId
from shared.events.identity import OrganizationId
from shared.pages import Page, Slice


async def own_list(session: AsyncSession, name: ListId | Favourites, *, owner: OrganizationId) -> CreatorList | None:
    """Find a list of an organization."""
    return await session.scalar(select(CreatorList).where(_is_called([name]), CreatorList.organization_id == owner))


async def own_list_for_update(session: AsyncSession, name: ListId | Favourites, *, owner: OrganizationId) -> CreatorList | None:
    """Find and lock a list of an organization."""
    query = select(CreatorList).where(_is_called([name]), CreatorList.organization_id == owner)
    return await session.scalar(query.with_for_update().execution_options(populate_existing=True))


def ids_of(names: Sequence[ListId | Favourites], *, owner: OrganizationId) -> Select[ListId]:
    """Select the ids of an organization's lists that are called so."""
    return select(CreatorList.id).where(_is_called(names), CreatorList.organization_id == owner)


def _is_called(names: Sequence[ListId | Favourites]) -> ColumnElement[bool]:
    ids = [name for name in names if name != FAVOURITES]
    return or_(CreatorList.id.in_(ids) if ids else false(), CreatorList.is_favourites if FAVOURITES in names else false())


async def lists_of(
    session: AsyncSession, owner: OrganizationId, *, external_references: Sequence[str] | None, page: Page
) -> Slice[CreatorList]:
    """List the lists of an organization."""
    query = select(CreatorList).where(CreatorList.organization_id == owner)
    if external_references:
        query = query.where(CreatorList.external_reference.in_(external_references))
    return await page.of(session, query, CreatorList)


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
