"""Every SELECT about saved searches."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, cast, delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, INT8MULTIRANGE, TEXT, Range
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.discovery.profiles.models import Creator
from services.discovery.saved_searches.matching import CreatorRow
from services.discovery.saved_searches.models import CreatorChange, SavedSearch, SavedSearchMatch, SavedSearchMatchId
from shared.clock import clock
from shared.events.discovery import SavedSearchId
from shared.events.identity import CreatorId, OrganizationId
from shared.pages import Page, Slice


async def lock_searches_of(session: AsyncSession, owner: OrganizationId) -> None:
    """Let one transaction at a time add searches of an organization, so that they can be counted."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"saved searches of {owner}", 0))))


async def wait_for_unnoted_changes(session: AsyncSession) -> None:
    """Let whoever changes creators while nobody searches come to an end, and wait: from now on each change is noted."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("changes of creators that nobody notes", 0))))


async def count_of(session: AsyncSession, owner: OrganizationId) -> int:
    """Count the searches that an organization keeps."""
    return await session.scalar(select(func.count()).where(SavedSearch.organization_id == owner)) or 0


async def own_search(session: AsyncSession, id: SavedSearchId, *, owner: OrganizationId) -> SavedSearch | None:
    """Find a search of an organization."""
    return await session.scalar(select(SavedSearch).where(SavedSearch.id == id, SavedSearch.organization_id == owner))


async def own_search_for_update(session: AsyncSession, id: SavedSearchId, *, owner: OrganizationId) -> SavedSearch | None:
    """Find and lock a search of an organization."""
    query = select(SavedSearch).where(SavedSearch.id == id, SavedSearch.organization_id == owner)
    return await session.scalar(query.with_for_update().execution_options(populate_existing=True))


async def search_for_update(session: AsyncSession, id: SavedSearchId) -> SavedSearch | None:
    """Find and lock a search."""
    return await session.get(SavedSearch, id, with_for_update=True, populate_existing=True)


async def searches_of(session: AsyncSession, owner: OrganizationId, *, page: Page) -> Slice[SavedSearch]:
    """List the searches that an organization keeps."""
    return await page.of(session, select(SavedSearch).where(SavedSearch.organization_id == owner), SavedSearch)


# --- matches --------------------------------------------------------------------------------------------------------------


def _stands() -> ColumnElement[bool]:
    """Leave out who is hidden, and whose last change is not yet looked at: they may match no more."""
    return Creator.is_shown & ~exists().where(CreatorChange.creator_id == SavedSearchMatch.creator_id)


async def matches_of(session: AsyncSession, saved: SavedSearch, *, page: Page) -> Slice[SavedSearchMatch]:
    """List who came to match a search and still does."""
    return await page.of(session, _matches_of(saved.id), SavedSearchMatch)


async def match(session: AsyncSession, saved: SavedSearch, id: SavedSearchMatchId) -> SavedSearchMatch | None:
    """Find one match of a search that still stands."""
    return await session.scalar(_matches_of(saved.id).where(SavedSearchMatch.id == id))


def _matches_of(id: SavedSearchId) -> Any:
    shown = select(SavedSearchMatch).join(Creator, Creator.id == SavedSearchMatch.creator_id)
    return shown.where(SavedSearchMatch.saved_search_id == id, _stands()).options(joinedload(SavedSearchMatch.creator))


async def take_untold(
    session: AsyncSession, ids: Collection[SavedSearchId], *, now: datetime
) -> Mapping[SavedSearchId, Sequence[CreatorId]]:
    """Take the matches of searches that nobody was told of and that stand for told; give them by search, the newest first."""
    news = (
        update(SavedSearchMatch)
        .where(
            SavedSearchMatch.saved_search_id.in_(ids),
            SavedSearchMatch.told_at.is_(None),
            Creator.id == SavedSearchMatch.creator_id,
            _stands(),
        )
        .values(told_at=now)
        .returning(SavedSearchMatch.saved_search_id, SavedSearchMatch.id, SavedSearchMatch.creator_id)
        .execution_options(synchronize_session=False)
    )
    found: dict[SavedSearchId, list[CreatorId]] = {}
    for row in sorted(await session.execute(news), key=lambda row: row.id, reverse=True):
        found.setdefault(row.saved_search_id, []).append(row.creator_id)
    return found


async def with_untold(session: AsyncSession, ids: Collection[SavedSearchId]) -> set[SavedSearchId]:
    """Choose the searches with matches that nobody was told of."""
    query = select(SavedSearchMatch.saved_search_id).distinct()
    return set(await session.scalars(query.where(SavedSearchMatch.saved_search_id.in_(ids), SavedSearchMatch.told_at.is_(None))))


async def let_pass(session: AsyncSession, id: SavedSearchId) -> None:
    """Take what was not told for told."""
    waiting = update(SavedSearchMatch).where(SavedSearchMatch.saved_search_id == id, SavedSearchMatch.told_at.is_(None))
    await session.execute(waiting.values(told_at=clock.now()).execution_options(synchronize_session=False))


async def forget_matches_of(session: AsyncSession, id: SavedSearchId) -> None:
    """Delete the matches of a search."""
    gone = delete(SavedSearchMatch).where(SavedSearchMatch.saved_search_id == id)
    await session.execute(gone.execution_options(synchronize_session=False))


# --- changes of creators --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """What became of a creator since anybody looked."""

    creator_id: CreatorId
    noted: Mapping[int, CreatorRow | None]
    """The row before each change, by its number and in their order; null for a new one."""
    after: CreatorRow


@dataclass(frozen=True)
class Asked:
    """What a search asks for, and which changes came before it did."""

    search: str
    """As JSON: most are known by their text, and need not be read again."""
    past: Sequence[Range[int]]

    def is_still(self, saved: SavedSearch) -> bool:
        """Say whether a search has not become another since."""
        return (json.loads(self.search), self.past) == (saved.search, saved.past)


def noted_changes() -> ScalarSelect[Any]:
    """Give the numbers of the changes that are noted: what is written with them belongs to the same moment."""
    number = CreatorChange.sequence
    numbers = func.range_agg(func.int8range(number, number, "[]"), type_=INT8MULTIRANGE)
    return select(func.coalesce(numbers, cast([], INT8MULTIRANGE))).scalar_subquery()


# One statement, so that what a creator was and what they are now belong to one moment. All changes of a creator are taken
# together, so that none is seen in halves: the lock of the creator's row gives them their order.
_TAKE_CHANGES = text(
    """
    with oldest as (
        select distinct creator_id from (select creator_id from creator_changes order by sequence limit :limit) as few
    ),
    taken as (
        delete from creator_changes using oldest where creator_changes.creator_id = oldest.creator_id
        returning creator_changes.creator_id, sequence, before
    ),
    noted as (
        select creator_id, jsonb_agg(jsonb_build_array(sequence, before) order by sequence) as changes
        from taken group by creator_id
    )
    select noted.creator_id, noted.changes,
           to_jsonb(creators) - array['accounts', 'bio', 'content_examples', 'search_vector'] as after
    from noted join creators on creators.id = noted.creator_id
    """
)


async def be_the_only_one(session: AsyncSession) -> bool:
    """Take the part of the one replica that looks at changes, until the transaction ends; say whether it was free."""
    return bool(await session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended("saved searches", 0)))))


async def take_changes(session: AsyncSession, *, limit: int) -> Sequence[Change]:
    """Take the oldest changes away, all of those creators."""
    rows = await session.execute(_TAKE_CHANGES, {"limit": limit})
    return [Change(CreatorId.of(row.creator_id), dict(row.changes), row.after) for row in rows]


_MATCHED_BY = text(
    """
    select saved_search_id as id, array_agg(number - 1) as numbers
    from unnest(cast(:creators as uuid[])) with ordinality as changed (creator_id, number)
    join saved_search_matches using (creator_id)
    group by saved_search_id
    """
)


async def matched_by(session: AsyncSession, creators: Sequence[CreatorId]) -> Mapping[SavedSearchId, Sequence[int]]:
    """Tell in which searches these creators stand, as it was seen last: their numbers by search."""
    rows = await session.execute(_MATCHED_BY, {"creators": [creator_id.uuid for creator_id in creators]})
    return {SavedSearchId.of(row.id): row.numbers for row in rows}


async def searches(
    session: AsyncSession, *, keys: Collection[str], ids: Collection[SavedSearchId]
) -> Mapping[SavedSearchId, Asked]:
    """Read what searches ask for: those with one of these keys, and these."""
    query = select(SavedSearch.id, cast(SavedSearch.search, TEXT).label("search"), SavedSearch.past)
    with_a_key = SavedSearch.keys.overlap(cast(list(keys), ARRAY(TEXT)))
    return {
        row.id: Asked(row.search, row.past) for row in await session.execute(query.where(with_a_key | SavedSearch.id.in_(ids)))
    }


async def searches_for_update(session: AsyncSession, ids: Collection[SavedSearchId]) -> Sequence[SavedSearch]:
    """Lock searches, in id order."""
    query = select(SavedSearch).where(SavedSearch.id.in_(ids)).order_by(SavedSearch.id).with_for_update()
    return (await session.scalars(query.execution_options(populate_existing=True))).all()


Pairs = Mapping[SavedSearchId, Sequence[CreatorId]]
"""Creators by the search that they match, or match no more."""

_ADD_MATCHES = text(
    """
    insert into saved_search_matches (id, saved_search_id, creator_id, created_at, updated_at)
    select *, :now, :now from unnest(cast(:ids as uuid[]), cast(:searches as uuid[]), cast(:creators as uuid[]))
    on conflict on constraint one_match_a_creator do nothing
    returning saved_search_id
    """
)
_END_MATCHES = text(
    """
    delete from saved_search_matches using unnest(cast(:searches as uuid[]), cast(:creators as uuid[])) as gone (search, creator)
    where saved_search_id = gone.search and creator_id = gone.creator
    """
)


async def add_matches(session: AsyncSession, pairs: Pairs, *, now: datetime) -> Counter[SavedSearchId]:
    """Note that creators match searches, unless that is known; count the news by search."""
    columns = _columns(pairs)
    ids = [SavedSearchMatchId.new().uuid for _ in columns["creators"]]
    rows = await session.execute(_ADD_MATCHES, {"ids": ids, "now": now, **columns})
    return Counter(SavedSearchId.of(row.saved_search_id) for row in rows)


async def end_matches(session: AsyncSession, pairs: Pairs) -> None:
    """Note that creators match searches no more."""
    await session.execute(_END_MATCHES, _columns(pairs))


def _columns(pairs: Pairs) -> dict[str, list[UUID]]:
    flat = [(id.uuid, creator_id.uuid) for id, creators in pairs.items() for creator_id in creators]
    return {"searches": [search for search, _ in flat], "creators": [creator for _, creator in flat]}
