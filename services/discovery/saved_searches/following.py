"""How saved searches follow the creators: changes are looked at in batches, and each only by the searches that may care."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.exchange.rates import ExchangeRates
from services.discovery.saved_searches import queries
from services.discovery.saved_searches.matching import matches, tokens_of
from services.discovery.saved_searches.queries import Change
from services.discovery.saved_searches.reading import Reading, reading_of, with_day_rates
from services.discovery.saved_searches.service import tell_or_wait
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

    having, touched = _by_token(changes), _by_column(changes)
    found = await queries.matched_by(session, [change.creator_id for change in changes])
    asked = await queries.searches(session, keys=having, ids=found)
    candidates = 0
    begun: dict[SavedSearchId, Sequence[CreatorId]] = {}
    ended: dict[SavedSearchId, Sequence[CreatorId]] = {}
    for id, search in asked.items():
        stand = [changes[number] for number in found.get(id, ())]
        if (reading := reading_of(id, search.search)) is None:
            may_begin, lost = [], stand
        else:
            query = await with_day_rates(reading.query, exchange, on=now.date())
            may_begin = [changes[number] for number in sorted(_may_begin(reading, having, touched))]
            lost = [change for change in stand if not matches(query, change.after)]
            if those := [change.creator_id for change in may_begin if _has_begun(query, change, search.past)]:
                begun[id] = those
        if lost:
            ended[id] = [change.creator_id for change in lost]
        candidates += len(may_begin)
        await asyncio.sleep(0)  # there may be thousands, and requests wait beside them

    # One that became another meanwhile has forgotten its matches, and all these changes came before its answer.
    locked = await queries.searches_for_update(session, {*begun, *ended})
    same = {saved.id: saved for saved in locked if asked[saved.id].is_still(saved)}
    ended = {id: creators for id, creators in ended.items() if id in same}
    await queries.end_matches(session, ended)
    news = await queries.add_matches(session, {id: creators for id, creators in begun.items() if id in same}, now=now)
    await tell_or_wait(session, searches=[same[id] for id in news], now=now)
    await session.flush()
    return Looked(len(changes), candidates, news.total(), sum(map(len, ended.values())))


Numbers = Mapping[str, set[int]]
"""By a name, which changes of a batch."""


def _by_token(changes: Sequence[Change]) -> Numbers:
    """Say of each token whose it is now."""
    having: dict[str, set[int]] = {}
    for number, change in enumerate(changes):
        for token in tokens_of(change.after):
            having.setdefault(token, set()).add(number)
    return having


def _by_column(changes: Sequence[Change]) -> Numbers:
    """Say of each column in whom it is not what it was all the time, new creators among them."""
    touched: dict[str, set[int]] = {}
    for number, change in enumerate(changes):
        for column, value in change.after.items():
            if any(before is None or column not in before or before[column] != value for before in change.noted.values()):
                touched.setdefault(column, set()).add(number)
    return touched


def _may_begin(reading: Reading, having: Numbers, touched: Numbers) -> set[int]:
    """Choose who has a key of each filter, and in whom a column has changed that the search reads: few are left to judge."""
    numbers = set[int]().union(*(touched.get(column, ()) for column in reading.columns))
    for keys in reading.keys:
        numbers &= set[int]().union(*(having.get(key, ()) for key in keys))
    return numbers


def _has_begun(query: Query, change: Change, past: Sequence[Range[int]]) -> bool:
    """Say whether a creator matches now, and did not before the first change that is not of the past of the search."""
    if not matches(query, change.after):
        return False
    since = [before for number, before in change.noted.items() if not any(number in passed for passed in past)]
    return bool(since) and not (since[0] is not None and matches(query, since[0]))
