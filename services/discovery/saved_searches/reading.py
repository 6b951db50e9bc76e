"""How a saved search is read to be followed: once, for that costs more than to judge by it, and looks come every second."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import structlog

from services.discovery.exchange.rates import ExchangeRates
from services.discovery.saved_searches.matching import columns_of, keys_of_each
from services.discovery.saved_searches.schemas import kept_search, unreadable_filters
from services.discovery.search.index import Query
from services.discovery.search.parameters import query_of
from shared.events.discovery import SavedSearchId

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Reading:
    """What a saved search asks for, and by what it is seen which changes may matter to it."""

    query: Query
    """Without exchange rates."""
    columns: frozenset[str]
    keys: Sequence[Sequence[str]]
    """Of each filter that has some."""


@lru_cache(maxsize=10_000)
def reading_of(id: SavedSearchId, search: str) -> Reading | None:
    """Read a search from JSON; None where this version cannot, and then it finds nobody, beside others that go on."""
    kept = json.loads(search)
    try:
        query = query_of(kept_search(kept))
        return Reading(query, columns_of(query), keys_of_each(query))
    except Exception as error:  # whatever it is, it must not end the look at all others
        logger.warning(
            "saved_search_unreadable", saved_search_id=id, filters=unreadable_filters(kept), error=type(error).__name__
        )
        return None


async def with_day_rates(query: Query, exchange: ExchangeRates, *, on: date) -> Query:
    """Let a search that bounds prices compare them by the exchange rates of a day."""
    if query.rates.currency is None or not query.rates.has_price:
        return query
    day = await exchange.rates_to(query.rates.currency, on=on)
    return replace(query, rates=replace(query.rates, factors=day.factors))
