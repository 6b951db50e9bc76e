"""How saved searches follow the creators: changes are looked at in batches, and each only by the searches that may care."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.exchange.rates import ExchangeRates
from services.discovery.saved_searches import queries
from services.discovery.saved_searches.matching import matches, tokens_of
from services.discovery.saved_searches.queries import Change
from services.discovery.saved_searches.service import query_of_saved, tell_or_wait
from services.discovery.search.index import Query
from shared.acting import acting_as
from shared.clock import clock
from shared.events.discovery import SavedSearchId
from shared.events.identity import CreatorId
from shared.service import Context

logger = structlog.get_logger(__name__)

BATCH = 200
"""How many changes are looked at in one transaction."""
POLL_SECONDS = 1.0
"""How late a match may be seen."""


@dataclass(frozen=True)
class Looked:
    """What was looked at in one step."""

    changes: int = 0
    """Creators."""
    candidates: int = 0
    """Pairs of a search and a creator that were judged."""
    matched: int = 0
    ended: int = 0


async def follow_creators(context: Context[Any]) -> None:
    """Look at what changes until cancelled; of all replicas, one at a time does."""
    while True:
        try:
            async with context.step() as session:
                with acting_as("saved_searches"):
                    looked = await look(session, context.ports.exchange_rates, now=clock.now())
            is_idle = looked.changes == 0
        except Exception as error:  # the database is away: what has changed stays noted
            logger.warning("saved_searches_failed", error=repr(error))
            is_idle = True
        if is_idle:
            await asyncio.sleep(POLL_SECONDS)


async def look(session: AsyncSession, exchange: ExchangeRates, *, now: datetime) -> Looked:
    """Take a batch of changes, and note and tell whom searches have begun, or ceased, to find by them."""
    if not await queries.be_the_only_one(session):
        return Looked()
    changes = await queries.take_changes(session, limit=BATCH)
    if not changes:
        return Looked()

    may_find = await queries.candidates(session, [tokens_of(change.after) for change in changes])
    found = await queries.matched_by(session, [change.creator_id for change in changes])
    asked = await queries.searches(session, {*may_find, *found})
    rows = {change.creator_id: change.after for change in changes}
    begun: dict[SavedSearchId, Sequence[Change]] = {}
    ended: dict[SavedSearchId, Sequence[CreatorId]] = {}
    for id, search in asked.items():
        query = await query_of_saved(search, exchange, on=now.date())
        if those := _begun(query, [changes[number] for number in may_find.get(id, ())]):
            begun[id] = those
        if lost := [creator_id for creator_id in found.get(id, ()) if not matches(query, rows[creator_id])]:
            ended[id] = lost
        await asyncio.sleep(0)  # there may be thousands, and requests wait beside them

    if ended:
        await queries.end_matches(session, ended)
    matched = await _begin(session, begun, asked=asked, exchange=exchange, now=now) if begun else 0
    return Looked(len(changes), sum(map(len, may_find.values())), matched, sum(map(len, ended.values())))


def _begun(query: Query, changes: Sequence[Change]) -> list[Change]:
    """Choose who matches now and did not before."""
    return [
        change
        for change in changes
        if matches(query, change.after) and not (change.before is not None and matches(query, change.before))
    ]


async def _begin(
    session: AsyncSession,
    begun: Mapping[SavedSearchId, Sequence[Change]],
    *,
    asked: Mapping[SavedSearchId, Mapping[str, Any]],
    exchange: ExchangeRates,
    now: datetime,
) -> int:
    """Note who matches under the locks of the searches, and tell; count the news."""
    pairs: dict[SavedSearchId, Sequence[CreatorId]] = {}
    searches = await queries.searches_for_update(session, begun)
    for saved in searches:
        changes = begun[saved.id]
        if saved.search != asked[saved.id]:  # somebody changed it between our look and our lock
            changes = _begun(await query_of_saved(saved.search, exchange, on=now.date()), changes)
        pairs[saved.id] = [change.creator_id for change in changes]
    news = await queries.add_matches(session, pairs, now=now)
    await tell_or_wait(session, searches=[saved for saved in searches if saved.id in news], now=now)
    await session.flush()
    return news.total()
