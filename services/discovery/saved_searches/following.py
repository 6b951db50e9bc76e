"""How saved searches follow the creators: changes are looked at in batches, and each only by the searches that may care."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.exchange.rates import ExchangeRates
from services.discovery.saved_searches import queries
from services.discovery.saved_searches.matching import matches, tokens_of
from services.discovery.saved_searches.queries import Asked, Change
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
    begun: dict[SavedSearchId, Sequence[CreatorId]] = {}
    ended: dict[SavedSearchId, Sequence[CreatorId]] = {}
    for id, search in asked.items():
        query = await query_of_saved(search.search, exchange, on=now.date())
        may_match = [changes[number] for number in may_find.get(id, ())]
        if those := [change.creator_id for change in may_match if _has_begun(query, change, search.past)]:
            begun[id] = those
        if lost := [creator_id for creator_id in found.get(id, ()) if not matches(query, rows[creator_id])]:
            ended[id] = lost
        await asyncio.sleep(0)  # there may be thousands, and requests wait beside them

    # One that became another meanwhile has forgotten its matches, and all these changes came before its answer.
    locked = await queries.searches_for_update(session, {*begun, *ended})
    same = {saved.id: saved for saved in locked if asked[saved.id] == Asked(saved.search, saved.past)}
    ended = {id: creators for id, creators in ended.items() if id in same}
    await queries.end_matches(session, ended)
    news = await queries.add_matches(session, {id: creators for id, creators in begun.items() if id in same}, now=now)
    await tell_or_wait(session, searches=[same[id] for id in news], now=now)
    await session.flush()
    return Looked(len(changes), sum(map(len, may_find.values())), news.total(), sum(map(len, ended.values())))


def _has_begun(query: Query, change: Change, past: Sequence[Range[int]]) -> bool:
    """Say whether a creator matches now, and did not before the first change that is not of the past of the search."""
    if not matches(query, change.after):
        return False
    since = [before for number, before in change.noted.items() if not any(number in passed for passed in past)]
    return bool(since) and not (since[0] is not None and matches(query, since[0]))
