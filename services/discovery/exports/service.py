"""What can happen with exports: asked for, written whenever they are fetched, and over after a while."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.exports import queries
from services.discovery.exports.models import CreatorExport, CreatorExportId
from services.discovery.exports.policy import EXPORTS
from services.discovery.exports.schemas import NewCreatorExport
from services.discovery.search.index import Index, Query
from shared import timers
from shared.errors import Problem
from shared.events.discovery import ListId
from shared.events.identity import CreatorId, OrganizationId
from shared.states import due
from shared.timers import Timer

Step = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens a session of its own for a moment: nothing is held while a slow reader takes what was written."""
IndexOf = Callable[[AsyncSession], Index]
"""Where searches are answered, given a session that has not begun."""

PAGE = 100
"""Rows that are read at once: requests wait for as long as writing them takes, some milliseconds."""
PLACES = 20 * PAGE
"""Of a search's order, so many places are asked for at once: an index works a whole search out, by price a large part of the
market, for whatever part of the order is asked for."""


class ExpireCreatorExport(Timer, name="creator_export.expire"):
    """The end of an export's time."""

    creator_export_id: CreatorExportId


class CreatorExportExpired(Problem, status=410, code="creator_export_expired"):
    """The time to fetch this file is over: ask for a new one."""


async def ask_for(
    session: AsyncSession,
    *,
    owner: OrganizationId,
    list_id: ListId | None,
    wanted: NewCreatorExport,
    total: int,
    now: datetime,
) -> CreatorExport:
    """Keep what is wanted, of so many creators as there are now."""
    made = CreatorExport(
        organization_id=owner,
        list_id=list_id,
        search=wanted.search.model_dump(mode="json", exclude_unset=True) if wanted.search is not None else None,
        format=wanted.format,
        total_count=total,
        row_count=min(total, EXPORTS.most_rows),
        expires_at=now + EXPORTS.lifetime,
    )
    session.add(made)
    await session.flush()
    await timers.at(session, made.expires_at, ExpireCreatorExport(creator_export_id=made.id))
    return made


async def expire_on_time(session: AsyncSession, id: CreatorExportId, due_at: datetime) -> None:
    """End an export whose time is over."""
    own = await queries.export_for_update(session, id)
    if own is not None and due(own.expires_at, due_at) and own.can("expire"):
        own.move("expire", policy_version=EXPORTS.version)


def require_standing(own: CreatorExport, *, now: datetime) -> CreatorExport:
    """Give an export that may be fetched. Raises `CreatorExportExpired`."""
    if own.expires_at <= now:
        raise CreatorExportExpired
    return own


# --- what stands in a file, page by page ----------------------------------------------------------------------------------


async def pages_of_list(step: Step, list_id: ListId) -> AsyncIterator[Sequence[Any]]:
    """Read the entries of a list, as they stand in it when the file is begun; who goes meanwhile is left out."""
    async with step() as session:
        ids = await queries.creators_of_list(session, list_id)
    for first in range(0, len(ids), PAGE):
        async with step() as session:
            rows = await queries.rows_of_list(session, list_id, ids[first : first + PAGE])
        yield rows


async def pages_of_search(step: Step, index_of: IndexOf, query: Query) -> AsyncIterator[Sequence[Any]]:
    """Read whom a search finds, in its order, each once though their place in it may move meanwhile."""
    left, after, told = EXPORTS.most_rows, None, set[CreatorId]()
    while left > 0:
        async with step() as session:
            found = (await index_of(session).search(replace(query, after=after, limit=min(PLACES, left)))).page
        if not found:
            return
        for first in range(0, len(found), PAGE):
            ids = [place.creator_id for place in found[first : first + PAGE] if place.creator_id not in told]
            async with step() as session:
                rows = await queries.rows_of_search(session, ids)
            yield rows
            told.update(ids)
            left -= len(rows)
        after = found[-1]
