"""Every SELECT about imports, and what is written in sets."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import any_, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.imports.models import (
    UNDER_WAY,
    CreatorImport,
    CreatorImportRow,
    CreatorImportState,
    RowStatus,
)
from services.discovery.imports.reading import SentRow, words_of_handle
from services.discovery.lists.items.models import ListItem, ListItemId
from services.discovery.profiles.models import Creator
from shared.clock import clock
from shared.events.discovery import CreatorImportId, ListId
from shared.events.identity import CreatorId, OrganizationId
from shared.pages import Page, Slice


async def lock_imports_of(session: AsyncSession, owner: OrganizationId) -> None:
    """Let one transaction at a time add imports of an organization, so that they can be counted."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"imports of {owner}", 0))))


async def count_under_way(session: AsyncSession, owner: OrganizationId) -> int:
    """Count the imports of an organization that have not ended."""
    query = select(func.count()).where(CreatorImport.organization_id == owner, CreatorImport.state.in_(UNDER_WAY))
    return await session.scalar(query) or 0


async def own_import(session: AsyncSession, id: CreatorImportId, *, owner: OrganizationId) -> CreatorImport | None:
    """Find an import of an organization."""
    return await session.scalar(select(CreatorImport).where(CreatorImport.id == id, CreatorImport.organization_id == owner))


async def import_for_update(session: AsyncSession, id: CreatorImportId) -> CreatorImport | None:
    """Find and lock an import."""
    return await session.get(CreatorImport, id, with_for_update=True, populate_existing=True)


async def imports_of(
    session: AsyncSession, owner: OrganizationId, *, states: Sequence[CreatorImportState] | None, page: Page
) -> Slice[CreatorImport]:
    """List the imports of an organization."""
    query = select(CreatorImport).where(CreatorImport.organization_id == owner)
    if states:
        query = query.where(CreatorImport.state.in_(states))
    return await page.of(session, query, CreatorImport)


async def rows_of(
    session: AsyncSession, id: CreatorImportId, *, statuses: Sequence[RowStatus] | None, page: Page
) -> Slice[CreatorImportRow]:
    """List the rows of an import that were looked at, in their order."""
    table = CreatorImportRow
    query = select(table).where(table.creator_import_id == id, table.status.is_not(None))
    if statuses:
        query = query.where(table.status.in_(statuses))
    if page.after is not None:
        query = query.where(table.row > page.after[0])
    rows = list(await session.scalars(query.order_by(table.row).limit(page.limit + 1)))
    return page.slice(rows, place=lambda row: [row.row])


async def next_rows(session: AsyncSession, id: CreatorImportId, *, limit: int) -> Sequence[CreatorImportRow]:
    """List the next rows of a locked import that were not looked at."""
    table = CreatorImportRow
    query = select(table).where(table.creator_import_id == id, table.status.is_(None))
    return (await session.scalars(query.order_by(table.row).limit(limit))).all()


# One array, not a parameter for each id: the statement is the same for every batch.
_CREATORS = bindparam("creators", type_=ARRAY(Creator.__table__.c.id.type))


async def named_by_rows(session: AsyncSession, id: CreatorImportId, creators: Collection[CreatorId]) -> set[CreatorId]:
    """Tell which of these creators a row names that was looked at."""
    table = CreatorImportRow
    query = select(table.creator_id).where(table.creator_import_id == id, table.creator_id == any_(_CREATORS))
    return {one for one in await session.scalars(query, {"creators": list(creators)}) if one is not None}


async def in_list(session: AsyncSession, id: ListId, creators: Collection[CreatorId]) -> set[CreatorId]:
    """Tell which of these creators are in a list."""
    query = select(ListItem.creator_id).where(ListItem.list_id == id, ListItem.creator_id == any_(_CREATORS))
    return set(await session.scalars(query, {"creators": list(creators)}))


_APPEND = text(
    """
    insert into list_items (id, list_id, creator_id, position, note, tags, version, created_at, updated_at)
    select added.id, :list_id, added.creator_id, added.position, '', '{}', 1, :now, :now
    from unnest(cast(:ids as uuid[]), cast(:creators as uuid[]), cast(:positions as bigint[]))
         as added (id, creator_id, position)
    """
)


async def append(session: AsyncSession, id: ListId, creators: Sequence[CreatorId], positions: Sequence[int]) -> None:
    """Put creators into a locked list, each at its position."""
    columns = {
        "ids": [ListItemId.new().uuid for _ in creators],
        "creators": [creator.uuid for creator in creators],
        "positions": list(positions),
    }
    await session.execute(_APPEND, {"list_id": id.uuid, "now": clock.now(), **columns})


_ADD_ROWS = text(
    """
    insert into creator_import_rows (creator_import_id, row, platform, handle, status, problem)
    select :id, sent.* from unnest(
        cast(:rows as int[]), cast(:platforms as text[]), cast(:handles as text[]),
        cast(:statuses as text[]), cast(:problems as text[])
    ) as sent
    """
)


async def add_rows(session: AsyncSession, id: CreatorImportId, rows: Sequence[SentRow]) -> None:
    """Keep all rows of an import; of those that cannot name anybody it is said at once."""
    columns = {
        "rows": [row.row for row in rows],
        "platforms": [row.platform for row in rows],
        "handles": [row.handle for row in rows],
        "statuses": [RowStatus.INVALID if row.problem else None for row in rows],
        "problems": [row.problem for row in rows],
    }
    await session.execute(_ADD_ROWS, {"id": id.uuid, **columns})


# Each row looks into the index by itself (`offset 0`), however many creators the planner expects.
_NAMED = text(
    """
    select sent.row, alike.id, alike.handle
    from unnest(cast(:rows as int[]), cast(:platforms as text[]), cast(:words as text[])) as sent (row, platform, words),
    lateral (
        select id, handle from creators
        where split_part(search_text, chr(10), 1) = sent.words and creators.platform = sent.platform and is_shown
        offset 0
    ) as alike
    """
)


async def named_alike(session: AsyncSession, rows: Sequence[CreatorImportRow]) -> Mapping[int, Sequence[tuple[CreatorId, str]]]:
    """Find the shown creators whose handles have the same words as those of the rows: ids and handles by row."""
    columns = {
        "rows": [row.row for row in rows],
        "platforms": [row.platform for row in rows],
        "words": [words_of_handle(row.handle) for row in rows],
    }
    found: dict[int, list[tuple[CreatorId, str]]] = {}
    for one in await session.execute(_NAMED, columns):
        found.setdefault(one.row, []).append((CreatorId.of(one.id), one.handle))
    return found


_KEEP_RESULTS = text(
    """
    update creator_import_rows set status = result.status, creator_id = result.creator_id, problem = result.problem
    from unnest(cast(:rows as int[]), cast(:statuses as text[]), cast(:creators as uuid[]), cast(:problems as text[]))
         as result (row, status, creator_id, problem)
    where creator_import_id = :id and creator_import_rows.row = result.row
    """
)


async def keep_results(session: AsyncSession, id: CreatorImportId, results: Sequence[Any]) -> None:
    """Write what became of rows."""
    columns = {
        "rows": [one.row for one in results],
        "statuses": [one.status for one in results],
        "creators": [one.creator_id.uuid if one.creator_id else None for one in results],
        "problems": [one.problem for one in results],
    }
    await session.execute(_KEEP_RESULTS, {"id": id.uuid, **columns})
