"""Every SELECT about exports."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.exports.models import CreatorExport, CreatorExportId, CreatorExportState
from services.discovery.lists.items.models import ListItem
from services.discovery.profiles.models import Creator, Membership
from shared.events.discovery import ListId
from shared.events.identity import CreatorId, OrganizationId
from shared.pages import Page, Slice

_READABLE = (Creator.membership == Membership.ACTIVE, Creator.profile_version > 0)
"""Whom a list shows: on vacation too, as `Creator.is_readable` says."""
_SAID = (
    Creator.id,
    Creator.platform,
    Creator.handle,
    Creator.name,
    Creator.bio,
    Creator.platforms,
    Creator.country,
    Creator.languages,
    Creator.shown_categories,
    Creator.industries,
    Creator.formats,
    Creator.follower_count,
    Creator.engagement_rate,
    Creator.average_views,
    Creator.median_views,
    Creator.rates,
    Creator.audience_countries,
    Creator.audience_genders,
    Creator.audience_ages,
    Creator.audience_devices,
    Creator.badges,
    Creator.authenticity_score,
    Creator.completeness,
    Creator.completed_orders,
    Creator.past_results["on_time_share"].as_float().label("on_time_share"),
    func.coalesce(Creator.past_results["repeat_brand_count"].as_integer(), 0).label("repeat_brand_count"),
    Creator.response_time_seconds,
    Creator.answer_count,
    Creator.availability,
    Creator.is_search_only,
    Creator.statistics_updated_at,
)
# One array, not a parameter for each id: the statement is the same for every page.
_NAMED = Creator.id == any_(bindparam("ids", type_=ARRAY(Creator.__table__.c.id.type)))
_OF_SEARCH = select(*_SAID).where(_NAMED, Creator.is_shown)
_OF_LIST = (
    select(*_SAID, ListItem.note, ListItem.tags).join(ListItem, ListItem.creator_id == Creator.id).where(_NAMED, *_READABLE)
)


async def own_export(session: AsyncSession, id: CreatorExportId, *, owner: OrganizationId) -> CreatorExport | None:
    """Find an export of an organization."""
    return await session.scalar(select(CreatorExport).where(CreatorExport.id == id, CreatorExport.organization_id == owner))


async def export_for_update(session: AsyncSession, id: CreatorExportId) -> CreatorExport | None:
    """Find and lock an export."""
    return await session.get(CreatorExport, id, with_for_update=True, populate_existing=True)


async def exports_of(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    list_ids: Select[ListId] | None,
    states: Sequence[CreatorExportState] | None,
    page: Page,
) -> Slice[CreatorExport]:
    """List the exports of an organization."""
    query = select(CreatorExport).where(CreatorExport.organization_id == owner)
    if list_ids is not None:
        query = query.where(CreatorExport.list_id.in_(list_ids))
    if states:
        query = query.where(CreatorExport.state.in_(states))
    return await page.of(session, query, CreatorExport)


async def count_of_list(session: AsyncSession, id: ListId) -> int:
    """Count the entries of a list whose creators may be read."""
    return await session.scalar(_entries(func.count(), id)) or 0


async def creators_of_list(session: AsyncSession, id: ListId) -> Sequence[CreatorId]:
    """List the creators of a list who may be read, in its order: ids alone, as a list has an end."""
    return (await session.scalars(_entries(ListItem.creator_id, id).order_by(ListItem.position, ListItem.id))).all()


def _entries(what: Any, id: ListId) -> Select[Any]:
    return (
        select(what)
        .select_from(ListItem)
        .join(Creator, ListItem.creator_id == Creator.id)
        .where(ListItem.list_id == id, *_READABLE)
    )


async def rows_of_search(session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[Any]:
    """Read what a file says of creators whom searches still show, in the order in which they are named."""
    return _in_order(ids, await session.execute(_OF_SEARCH, {"ids": list(ids)}))


async def rows_of_list(session: AsyncSession, list_id: ListId, ids: Sequence[CreatorId]) -> Sequence[Any]:
    """Read what a file says of the entries of a list that still stand there, in the order in which they are named."""
    return _in_order(ids, await session.execute(_OF_LIST.where(ListItem.list_id == list_id), {"ids": list(ids)}))


def _in_order(ids: Sequence[CreatorId], rows: Any) -> Sequence[Any]:
    found = {row.id: row for row in rows}
    return [found[id] for id in ids if id in found]
