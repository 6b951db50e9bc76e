"""The memory index by itself, in a process of its own: what it costs to build, to hold and to ask.

python -m tests.benchmarks.discovery_alone ASKS (--url URL | --synthetic N)
"""

import argparse
import asyncio
import gc
import json
import statistics
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import numpy as np
import psutil

from services.discovery.exchange.ecb import EcbHistory
from services.discovery.search.index import AUDIENCE_FACETS, FacetName, Figure, Query
from services.discovery.search.memory.bitmaps import of_mask
from services.discovery.search.memory.building import Gathering, alike_together, assemble, read_table
from services.discovery.search.memory.creators import COUNTED, Creators
from services.discovery.search.memory.ids import Ids
from services.discovery.search.memory.keeping import arrays_of
from services.discovery.search.memory.parsing import Block, Pairs
from services.discovery.search.memory.rows import NUMBERS, QUALITY
from services.discovery.search.memory.searching import find
from services.discovery.search.parameters import day_rates, query_of
from services.discovery.search.schemas import CreatorSearch
from services.discovery.seed import market
from services.discovery.seed.places import PLACES
from tests.benchmarks.discovery_searches import Ask

ROUNDS = 5


async def queries_of(asks: list[Ask], *, more: int = 0) -> list[Query]:
    """Read searches as the service does; a page of one more tells whether another follows."""
    exchange, found = EcbHistory(), []
    for ask in asks:
        asked = CreatorSearch.model_validate(ask)
        query = query_of(asked, await day_rates(asked, exchange, on=date.today()))  # noqa: DTZ011
        found.append(replace(query, limit=asked.limit + more))
    return found


def timed(creators: Creators, queries: list[Query]) -> list[float]:
    """Give the median milliseconds of each search."""
    spent: list[list[float]] = [[] for _ in queries]
    for turn in range(ROUNDS + 1):
        for place, query in enumerate(queries):
            started = time.perf_counter()
            find(creators, query)
            if turn:
                spent[place].append((time.perf_counter() - started) * 1000)
    return [round(statistics.median(one), 3) for one in spent]


def sizes(creators: Creators) -> dict[str, float]:
    """Give the megabytes of the columns: bitmaps as they are written, words apart."""
    arrays, _ = arrays_of(creators)
    parts: dict[str, float] = {}
    for name, numbers in arrays.items():
        part = "text" if name.startswith(("words/", "text_hashes")) else name.split("/")[0]
        parts[part] = parts.get(part, 0) + numbers.nbytes / 1e6
    parts["combinations"] = sum(facet.nbytes for facet in creators.counted) / 1e6
    return {name: round(size, 2) for name, size in sorted(parts.items(), key=lambda one: -one[1])}


async def from_the_table(url: str) -> tuple[Creators, dict[str, Any]]:
    """Build it as a replica does when it starts, and tell how long each step took."""
    connection = await asyncpg.connect(url)
    try:
        started = time.perf_counter()
        blocks = await read_table(connection)
        read = time.perf_counter()
        creators = assemble(blocks)
        built = time.perf_counter()
    finally:
        await connection.close()
    return creators, {
        "build_seconds": round(built - started, 2),
        "of_which_reading_seconds": round(read - started, 2),
        "of_which_assembling_seconds": round(built - read, 2),
    }


# --- as many as one likes -----------------------------------------------------------------------------------------------


def synthetic(count: int) -> tuple[Creators, dict[str, Any]]:
    """Build it from draws of the made-up market, without text."""
    started = time.perf_counter()
    blocks = [_block(market.block(3, number)) for number in range(-(-count // market.BLOCK))]
    drawn = time.perf_counter()
    high, low = (np.concatenate([getattr(block, name) for block in blocks]) for name in ("high", "low"))
    order = alike_together(blocks)
    slots = np.empty(len(order), np.uint32)
    slots[order] = np.arange(len(order), dtype=np.uint32)
    gather = Gathering.of(blocks, slots)
    creators = Creators(
        ids=Ids(high[order], low[order]),
        shown=of_mask(np.concatenate([block.is_shown for block in blocks])[order]),
        facets={name: gather.counted(lambda block, name=name: block.lists[name]) for name in COUNTED},
        blocked=gather.values(lambda block: block.lists["blocked"]),
        exclusive=gather.values(lambda block: block.lists["exclusive"]),
        audiences={name: gather.audience(lambda block, name=name: block.audiences[name]) for name in AUDIENCE_FACETS},
        rates=gather.rates(),
        numbers={name: gather.numbers(name, order) for name in NUMBERS},
        text_hashes=np.zeros(len(order), np.int64),
    )
    creators.tighten()
    return creators, {
        "drawing_seconds": round(drawn - started, 2),
        "build_seconds": round(time.perf_counter() - drawn, 2),
    }


def _block(drawn: market.Block) -> Block:
    numbers = np.arange(drawn.first_number, drawn.first_number + market.BLOCK, dtype=np.uint64)
    kept = [(np.flatnonzero(drawn.category_count > place), codes) for place, codes in enumerate(drawn.categories.T)]
    # As the seed's rows have it: orders for a second category from the third order on, for a third from the sixth.
    worked_in = [
        (np.flatnonzero((drawn.category_count > place) & (drawn.completed_orders >= least)), codes)
        for place, (least, codes) in enumerate(zip((1, 3, 6), drawn.categories.T, strict=True))
    ]
    badges = np.column_stack([drawn.examples >= 2, drawn.completed_orders >= 5, drawn.response_seconds < 48 * 3600])
    response = np.where(drawn.response_seconds < 0, 0, drawn.response_seconds)
    figures = {
        Figure.FOLLOWER_COUNT.value: drawn.followers,
        Figure.ENGAGEMENT_RATE.value: drawn.engagement,
        Figure.AVERAGE_VIEWS.value: drawn.average_views,
        Figure.MEDIAN_VIEWS.value: drawn.median_views,
        Figure.RESPONSE_TIME.value: response,
        Figure.AUTHENTICITY_SCORE.value: (drawn.sayings[:, 0] * 100).astype(np.int64),
        QUALITY: (drawn.sayings[:, 1] * 100).astype(np.int64),
    }
    empty = Pairs([], np.zeros(0, np.uint32), np.zeros(0, np.uint32))
    female, other = drawn.female, drawn.other_gender
    ios, other_device = drawn.ios, drawn.other_device
    dollars = np.rint(drawn.dollars * 100).astype(np.int64)
    return Block(
        high=(1_740_000_000_000 + numbers) << np.uint64(16) | np.uint64(0x7000),
        low=drawn.id_bits[:, 1] >> np.uint64(2) | np.uint64(1 << 63),
        is_shown=~(drawn.is_on_vacation | drawn.is_suspended),
        lists={
            FacetName.CATEGORY: _categories(kept),
            FacetName.COUNTRY: _pairs([place.code for place in PLACES], drawn.place),
            FacetName.LANGUAGE: _pairs(list(market.LANGUAGES), drawn.language),
            FacetName.FORMAT: _flags(list(market.FORMATS), drawn.formats),
            FacetName.PLATFORM: _flags(["sandbox"], np.ones((market.BLOCK, 1), bool)),
            FacetName.BADGE: _flags(["complete", "experienced", "responsive"], badges),
            FacetName.INDUSTRY: _categories(worked_in),
            "blocked": _flags(["gambling"], (drawn.refuses == 0)[:, None]),
            "exclusive": _flags(["beauty"], drawn.is_bound[:, None]),
        },
        audiences={
            FacetName.AUDIENCE_COUNTRY: _shares(
                [place.code for place in PLACES], drawn.audience_countries, drawn.audience_country_shares
            ),
            FacetName.AUDIENCE_GENDER: _all_shares(
                ["female", "male", "other"], np.column_stack([female, market.WHOLE - female - other, other])
            ),
            FacetName.AUDIENCE_AGE: _all_shares(list(market.AGES), drawn.ages),
            FacetName.AUDIENCE_DEVICE: _all_shares(
                ["ios", "android", "other"], np.column_stack([ios, market.WHOLE - ios - other_device, other_device])
            ),
        },
        rates=_rates(drawn, dollars),
        floors=empty,
        numbers={
            name: (column, drawn.response_seconds < 0 if name == Figure.RESPONSE_TIME else np.zeros(market.BLOCK, bool))
            for name, column in figures.items()
        },
        words={},
        text_hashes=np.zeros(market.BLOCK, np.int64),
    )


def _categories(chosen: list[tuple[Any, Any]]) -> Pairs:
    return Pairs(
        list(market.CATEGORIES),
        np.concatenate([codes[rows] for rows, codes in chosen]).astype(np.uint32),
        np.concatenate([rows for rows, _ in chosen]).astype(np.uint32),
    )


def _pairs(values: list[Any], codes: Any) -> Pairs:
    return Pairs(values, codes.astype(np.uint32), np.arange(len(codes), dtype=np.uint32))


def _flags(values: list[Any], has: Any) -> Pairs:
    rows, codes = np.nonzero(has)
    return Pairs(values, codes.astype(np.uint32), rows.astype(np.uint32))


def _shares(values: list[Any], codes: Any, shares: Any) -> Pairs:
    rows = np.repeat(np.arange(len(codes), dtype=np.uint32), codes.shape[1])
    return Pairs(values, codes.reshape(-1).astype(np.uint32), rows, shares.reshape(-1))


def _all_shares(values: list[Any], shares: Any) -> Pairs:
    return _shares(values, np.tile(np.arange(len(values)), (len(shares), 1)), shares)


def _rates(drawn: market.Block, dollars: Any) -> Pairs:
    currencies = [place.currency for place in PLACES]
    distinct = list(dict.fromkeys(currencies))
    of_place = np.array([distinct.index(currency) for currency in currencies])
    rows, types = np.nonzero(drawn.offers)
    values = [(type_, currency) for type_ in market.DELIVERABLES for currency in distinct]
    codes = types * len(distinct) + of_place[drawn.place[rows]]
    return Pairs(values, codes.astype(np.uint32), rows.astype(np.uint32), dollars[rows, types])


# --- the process --------------------------------------------------------------------------------------------------------


async def main() -> None:
    """Build, ask, and print what was found as JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("asks", type=Path)
    arguments.add_argument("--url")
    arguments.add_argument("--synthetic", type=int)
    chosen = arguments.parse_args()
    queries = await queries_of(json.loads(chosen.asks.read_text()), more=1)
    process = psutil.Process()
    before = process.memory_info().rss
    creators, figures = await from_the_table(chosen.url) if chosen.url else synthetic(chosen.synthetic)
    gc.collect()
    figures["grown_by_mb"] = round((process.memory_info().rss - before) / 1e6, 1)
    figures["creators"] = creators.ids.count
    figures["megabytes"] = sizes(creators)
    figures["without_text_mb"] = round(sum(size for name, size in figures["megabytes"].items() if name != "text"), 1)
    figures["milliseconds"] = timed(creators, queries)
    print(json.dumps(figures))


if __name__ == "__main__":
    asyncio.run(main())
