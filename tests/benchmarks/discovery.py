"""P2, P3: a million creators searched over HTTP, beside PostgreSQL and DuckDB with the same rows: python -m tests.benchmarks.discovery."""

import argparse
import asyncio
import itertools
import json
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aiohttp
import asyncpg
import httpx
import psutil
from rich.console import Console
from rich.table import Table

from demo import people
from demo.client import Client
from services.discovery.search.index import Query
from shared import embedded_postgres
from shared.databases import server_url_of
from shared.embedded_postgres import EmbeddedPostgres
from shared.events.identity import CreatorId
from tests.benchmarks.discovery_alone import queries_of
from tests.benchmarks.discovery_picture import draw
from tests.benchmarks.discovery_references import SETTINGS, DuckDb, Postgres, load_duckdb, load_postgres, smaller
from tests.benchmarks.discovery_searches import Ask, searches, spelled_out
from tests.e2e.conftest import environment_of, running, wait_until_ready

console = Console(stderr=True, highlight=False)
PICTURE = Path("docs/discovery.svg")
OURS, FEW, ALONE = "Greenlight over HTTP", "Greenlight over HTTP, few fields", "Greenlight's index alone"
FIELDS = "handle,name,country,follower_count,engagement_rate"
"""What a list on a screen needs of each creator; the references tell their numbers only."""
SIGNED_IN_SECONDS = 400
CALLERS = 4
BLOCK = 12
"""Searches that one answers before it is the next one's turn."""
WARMING_SECONDS = 1
"""A turn begins with searches that are not counted, for so long and at least as many as are: after a pause the first take twice
as long, and the second dozen a third longer."""
CHANGES_A_SECOND, TRANSACTIONS_A_SECOND = 1_000, 50
LARGEST_WALK = 2_000
"""Searches that find fewer are followed by their cursors to the end."""


def percentiles(values: list[float]) -> dict[str, float]:
    """Give median and 99th percentile, in milliseconds."""
    ordered = sorted(values)
    return {
        "count": len(ordered),
        "p50_ms": round(statistics.median(ordered), 2),
        "p99_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 2),
    }


class Api:
    """Somebody of a brand who searches over HTTP."""

    def __init__(self, address: str, session: aiohttp.ClientSession) -> None:
        self._address, self._session = address, session
        self._token, self._signed_in_at = "", -math.inf

    async def headers(self) -> dict[str, str]:
        """Sign in again before the token ends."""
        if time.monotonic() - self._signed_in_at > SIGNED_IN_SECONDS:
            async with httpx.AsyncClient(base_url=self._address, timeout=60, trust_env=False) as http:
                side = await people.short_cut(Client(http, patience=30), "brand")
            self._token, self._signed_in_at = str(side.client.token), time.monotonic()
        return {"Authorization": f"Bearer {self._token}"}

    async def search(self, ask: Ask, **more: Any) -> tuple[float, Any]:
        """Ask for a page; give milliseconds until the whole answer is there, and the answer."""
        pairs = [
            (name, str(one)) for name, value in {**ask, **more}.items() for one in (value if isinstance(value, list) else [value])
        ]
        headers = await self.headers()
        started = time.perf_counter()
        async with self._session.get(f"{self._address}/v1/creators", params=pairs, headers=headers) as answer:
            content = await answer.read()
            spent = (time.perf_counter() - started) * 1000
            assert answer.status == 200, (pairs, answer.status, content[:500])
        return spent, json.loads(content)


# --- what there is ------------------------------------------------------------------------------------------------------


def _plain(url: str) -> str:
    return server_url_of(url, "discovery").replace("postgresql+asyncpg://", "postgresql://")


def _seed(environment: Mapping[str, str], creators: int) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "services", "seed", "--creators", str(creators), "--seed", "1"]
    subprocess.run(command, check=True, env=dict(environment), stdout=subprocess.DEVNULL)
    return round(time.perf_counter() - started, 1)


async def _settle(url: str) -> None:
    connection = await asyncpg.connect(_plain(url))
    await connection.execute("vacuum (analyze) creators")
    await connection.close()


async def copying(url: str, directory: Path) -> dict[str, float]:
    """Time COPY of the same rows: out of the table, and into one like it without any index."""
    connection = await asyncpg.connect(_plain(url))
    file = directory / "creators.copy"
    generated = "is_shown"
    columns = ", ".join(
        row["column_name"]
        for row in await connection.fetch(
            "select column_name from information_schema.columns where table_name = 'creators' and table_schema = 'public'"
        )
        if row["column_name"] != generated
    )
    await connection.execute("drop table if exists plain; create table plain (like creators including generated)")
    started = time.perf_counter()
    await connection.copy_from_query(f"select {columns} from creators", output=str(file))
    out = time.perf_counter()
    await connection.copy_to_table("plain", columns=columns.split(", "), source=str(file))
    done = time.perf_counter()
    figures = {
        "out_seconds": round(out - started, 2),
        "in_seconds": round(done - out, 2),
        "megabytes": round(file.stat().st_size / 1e6),
    }
    await connection.execute("drop table plain")
    await connection.close()
    file.unlink()
    return figures


def alone(directory: Path, asks: list[Ask], *arguments: str) -> dict[str, Any]:
    """Ask the index in a process of its own."""
    file = directory / "asks.json"
    file.write_text(json.dumps(asks))
    command = [sys.executable, "-m", "tests.benchmarks.discovery_alone", str(file), *arguments]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


# --- answers ------------------------------------------------------------------------------------------------------------


def _shape(total: int, facets: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        "total": total,
        **{str(name): ([(one.value, one.count) for one in facet.values], facet.other_count) for name, facet in facets.items()},
    }


def _answered(body: Any) -> dict[str, Any]:
    facets = {
        name: ([(one["value"], one["count"]) for one in facet["values"]], facet["other_count"])
        for name, facet in body["facets"].items()
    }
    return {"total": body["total_count"], **facets}


def differences(body: Any, theirs: Any, number_of: Any) -> list[str]:
    """Compare a page in its order, the total and every count; name the parts that differ."""
    page, total, facets = theirs
    ours, other = _answered(body), _shape(total, facets)
    wrong = [name for name in other if ours[name] != other[name]]
    if [number_of(one["id"]) for one in body["data"]] != [row[0] for row in page]:
        wrong.append("page")
    return wrong


async def compared(api: Api, asks: list[Ask], queries: list[Query], duck: DuckDb, number_of: Any) -> dict[str, Any]:
    """Ask everything over HTTP and DuckDB, and follow cursors to the end where that is not too far."""
    wrong, totals, walked = [], [], 0
    for ask, query in zip(asks, queries, strict=True):
        _, body = await api.search(ask)
        totals.append(body["total_count"])
        _, theirs = await duck.timed(query, in_one_pass=False)
        found = differences(body, theirs, number_of)
        if not found and 20 < body["total_count"] <= LARGEST_WALK and walked < len(asks) // 5:
            walked += 1
            found = [] if await _walked(api, ask, number_of) == await duck.everybody(query) else ["cursors"]
        if found:
            wrong.append({"ask": {name: value for name, value in ask.items() if name != "facet"}, "differs": found})
    return {"searches": len(asks), "followed_to_the_end": walked, "wrong": len(wrong), "examples": wrong[:5], "totals": totals}


async def _walked(api: Api, ask: Ask, number_of: Any) -> list[int]:
    found: list[int] = []
    more: dict[str, Any] = {"facet": [], "limit": 100}
    while True:
        _, body = await api.search(ask, **more)
        found += [number_of(one["id"]) for one in body["data"]]
        if not body["has_more"]:
            return found
        more["cursor"] = body["next_cursor"]


# --- P2 -----------------------------------------------------------------------------------------------------------------


def spread(totals: list[int], creators: int, *, count: int) -> list[int]:
    """Choose searches so that every power of ten of selectivity has about as many."""
    decades: dict[int, list[int]] = {}
    for place, total in enumerate(totals):
        if total:
            decades.setdefault(math.floor(math.log10(total / creators)), []).append(place)
    chosen: list[int] = []
    while len(chosen) < count and any(decades.values()):
        for places in decades.values():
            if places and len(chosen) < count:
                chosen.append(places.pop())
    return chosen


async def side_by_side(
    api: Api, asks: list[Ask], queries: list[Query], references: list[Any], number_of: Any, *, rounds: int
) -> tuple[dict[str, list[float]], list[Any]]:
    """Ask everybody the same searches: some of one, the same ones of the next, round by round; give the medians of each search.

    Whoever has their turn answers different searches one after the other, as a server does that does nothing else, with their own
    data in the processor's caches and no answer ready: the others have pushed it out, so a turn begins with other searches, which
    are not counted. Before, each is asked once to compare, and to choose plans.
    """
    faster, wrong = await _compared_and_chosen(api, asks, queries, references, number_of)

    async def of_reference(reference: Any, place: int) -> float:
        seconds, _ = await reference.timed(queries[place], in_one_pass=faster[reference.name][place])
        return seconds * 1000

    async def of_ours(place: int, **more: Any) -> float:
        return (await api.search(asks[place], **more))[0]

    turns: dict[str, Callable[[int], Awaitable[float]]] = {OURS: of_ours, FEW: partial(of_ours, fields=FIELDS)}
    turns |= {reference.name: partial(of_reference, reference) for reference in references}
    places = range(len(asks))
    spent: dict[str, list[list[float]]] = {name: [[] for _ in places] for name in turns}
    for _ in range(rounds):
        for start in places[::BLOCK]:
            block = places[start : start + BLOCK]
            others = [*places[block.stop :], *places[:start]]
            for name, ask in turns.items():
                warm_at = time.monotonic() + WARMING_SECONDS
                for count, place in enumerate(itertools.cycle(others)):
                    if count >= BLOCK and time.monotonic() >= warm_at:
                        break
                    await ask(place)
                for place in block:
                    spent[name][place].append(await ask(place))
    return {name: [round(statistics.median(one), 3) for one in each] for name, each in spent.items()}, wrong


async def _compared_and_chosen(
    api: Api, asks: list[Ask], queries: list[Query], references: list[Any], number_of: Any
) -> tuple[dict[str, list[bool]], list[Any]]:
    """Compare everybody's answers; say of each reference and search whether it is quicker in one pass, and what differed."""
    faster: dict[str, list[bool]] = {one.name: [] for one in references}
    wrong = []
    for ask, query in zip(asks, queries, strict=True):
        _, body = await api.search(ask)
        for reference in references:
            tried = {}
            for in_one_pass in (False, True):
                tried[in_one_pass], theirs = await reference.timed(query, in_one_pass=in_one_pass)
                if found := differences(body, theirs, number_of):
                    wrong.append({"reference": reference.name, "in_one_pass": in_one_pass, "ask": ask, "differs": found})
            faster[reference.name].append(min(tried, key=lambda one: tried[one]))
    return faster, wrong


def by_decade(selectivities: list[float], spent: Mapping[str, list[float]]) -> dict[str, list[tuple[float, float]]]:
    """Give each one's median time in every power of ten of selectivity."""
    places: dict[int, list[int]] = {}
    for place, selectivity in enumerate(selectivities):
        places.setdefault(math.floor(math.log10(selectivity) + 1e-9), []).append(place)
    return {
        name: [
            (
                float(f"{statistics.geometric_mean(selectivities[one] for one in here):.3g}"),
                round(statistics.median(values[one] for one in here), 3),
            )
            for _, here in sorted(places.items())
        ]
        for name, values in spent.items()
    }


# --- P3 -----------------------------------------------------------------------------------------------------------------


async def until_visible(api: Api, url: str, *, times: int, first: int) -> dict[str, float]:
    """Change creators in the table, and ask over HTTP again and again until a search knows."""
    connection = await asyncpg.connect(_plain(url))
    ids = [
        row["id"]
        for row in await connection.fetch("select id from creators where is_shown order by md5(id::text) limit $1", times)
    ]
    spent = []
    await api.headers()  # whoever watches is signed in
    for place, id in enumerate(ids):
        count = first + place
        await connection.execute("update creators set follower_count = $1 where id = $2", count, id)
        started = time.perf_counter()
        while True:
            _, body = await api.search({"follower_count_min": count, "follower_count_max": count, "fields": "handle", "limit": 1})
            if body["data"]:
                break
        assert body["data"][0]["id"] == CreatorId.of(id), "another creator was found"
        spent.append((time.perf_counter() - started) * 1000)
        await asyncio.sleep(random.random() / 50)
    await connection.close()
    return percentiles(spent)


async def changing(url: str, stop: asyncio.Event) -> int:
    """Change creators as evenly as can be, so many a second, until told to stop; give how many changes there were."""
    connection = await asyncpg.connect(_plain(url))
    ids = [row["id"] for row in await connection.fetch("select id from creators order by md5(id::text) desc limit 50000")]
    dice, each, done = random.Random(1), CHANGES_A_SECOND // TRANSACTIONS_A_SECOND, 0
    began = time.perf_counter()
    while not stop.is_set():
        await connection.execute(
            "update creators set median_views = median_views + 1, follower_count = follower_count + 1 where id = any($1::uuid[])",
            dice.sample(ids, each),
        )
        done += each
        await asyncio.sleep(max(began + done / CHANGES_A_SECOND - time.perf_counter(), 0))
    await connection.close()
    return done


async def throughput(api: Api, asks: list[Ask], *, seconds: float) -> dict[str, Any]:
    """Search with several callers at once, one request after the other each."""
    spent: list[float] = []
    until = time.perf_counter() + seconds
    await api.headers()

    async def caller(dice: random.Random) -> None:
        while time.perf_counter() < until:
            spent.append((await api.search(dice.choice(asks)))[0])

    await asyncio.gather(*(caller(random.Random(number)) for number in range(CALLERS)))
    return {"callers": CALLERS, "searches_per_second": round(len(spent) / seconds, 1), **percentiles(spent)}


async def under_change(api: Api, url: str, asks: list[Ask], *, seconds: float, times: int) -> dict[str, Any]:
    """Search while changes arrive, and while none do."""
    quiet = await throughput(api, asks, seconds=seconds)
    stop = asyncio.Event()
    changes = asyncio.create_task(changing(url, stop))
    started = time.perf_counter()
    busy = await throughput(api, asks, seconds=seconds)
    visible = await until_visible(api, url, times=times, first=950_000_000)
    stop.set()
    made = await changes
    return {
        "quiet": quiet,
        "while_changing": busy,
        "update_to_visible_while_changing": visible,
        "changes_per_second": round(made / (time.perf_counter() - started)),
    }


# --- all together -------------------------------------------------------------------------------------------------------


async def take(directory: Path, url: str, address: str, *, creators: int, quick: bool, figures: dict[str, Any]) -> None:
    """Take the figures that need a running suite."""
    sql, figures["loading_postgresql_seconds"] = await load_postgres(_plain(url))
    duck, figures["loading_duckdb_seconds"] = await load_duckdb(_plain(url), sql, directory)
    numbers = duck.numbers()

    def number_of(id: str) -> int:
        return numbers(str(CreatorId(id).uuid))

    asks = searches(100 if quick else 1_000, seed=20260301, creators=creators)
    queries = await queries_of([spelled_out(ask) for ask in asks])
    connection = await asyncpg.connect(_plain(url))
    connector, timeout = aiohttp.TCPConnector(limit=CALLERS), aiohttp.ClientTimeout(total=120)
    # As the references' rows, the answers come as they are: nothing is compressed on the way through one machine.
    as_it_is = {"Accept-Encoding": "identity"}
    async with aiohttp.ClientSession(connector=connector, timeout=timeout, headers=as_it_is) as session:
        api = Api(address, session)
        console.print("comparing answers …")
        figures["exactness"] = await compared(api, asks, queries, duck, number_of)
        totals = figures["exactness"].pop("totals")

        console.print("side by side …")
        shown = figures["shown"] = int(await connection.fetchval("select count(*) from bench.creators"))
        chosen = spread(totals, shown, count=30 if quick else 72)
        asked, found = [asks[place] for place in chosen], [queries[place] for place in chosen]
        references = [Postgres(connection, sql), duck]
        spent, wrong = await side_by_side(api, asked, found, references, number_of, rounds=2 if quick else 3)
        figures["differences_side_by_side"] = {"count": len(wrong), "examples": wrong[:5]}

        console.print("the index alone …")
        figures["alone"] = alone(directory, asked, "--url", _plain(url))
        spent = {**spent, ALONE: figures["alone"].pop("milliseconds")}
        figures["latency"] = {name: percentiles(values) for name, values in spent.items()}
        figures["ratios"] = _ratios(spent)
        figures["by_selectivity"] = by_decade([totals[place] / shown for place in chosen], spent)
        figures["searches"] = [
            {"ask": {name: value for name, value in ask.items() if name not in ("facet", "limit")}, "found": totals[place]}
            | {name: values[at] for name, values in spent.items()}
            for at, (ask, place) in enumerate(zip(asked, chosen, strict=True))
        ]

        console.print("by size …")
        figures["by_size"] = await by_size(
            directory, connection, duck, asked, found, creators=creators, quick=quick, figures=figures
        )

        console.print("changes …")
        figures["update_to_visible"] = await until_visible(api, url, times=30 if quick else 200, first=900_000_000)
        figures["under_change"] = await under_change(api, url, asked, seconds=3 if quick else 10, times=20 if quick else 100)
    await connection.close()


def _ratios(spent: Mapping[str, list[float]]) -> dict[str, float]:
    """Give how many times quicker the median search is, and the typical one: the geometric mean over all of them."""
    found = {}
    for ours in (OURS, FEW, ALONE):
        for theirs in ("PostgreSQL", "DuckDB"):
            each = [b / a for a, b in zip(spent[ours], spent[theirs], strict=True)]
            found[f"{theirs} / {ours}, of medians"] = round(statistics.median(spent[theirs]) / statistics.median(spent[ours]), 1)
            found[f"{theirs} / {ours}, search by search"] = round(statistics.geometric_mean(each), 1)
    return found


async def by_size(
    directory: Path,
    connection: asyncpg.Connection,
    duck: DuckDb,
    asks: list[Ask],
    queries: list[Query],
    *,
    creators: int,
    quick: bool,
    figures: dict[str, Any],
) -> dict[str, list[tuple[float, float]]]:
    """Ask the same searches without words of ever more creators: ours of drawn ones, the references of the first so many."""
    places = [place for place, ask in enumerate(asks) if "q" not in ask][:25]
    some, plain = [asks[place] for place in places], [replace(queries[place], words=()) for place in places]
    found: dict[str, list[tuple[float, float]]] = {ALONE: [], "DuckDB": [], "PostgreSQL": []}
    growth = figures["growth"] = {}
    for size in (10_000, 100_000) if quick else (10_000, 100_000, 1_000_000, 10_000_000):
        growth[size] = alone(directory, some, "--synthetic", str(size))
        found[ALONE].append((size, statistics.median(growth[size].pop("milliseconds"))))
        if size > creators:
            continue
        for reference in await smaller(connection, duck, size):
            spent = []
            for query in plain:
                tried = [(await reference.timed(query, in_one_pass=in_one_pass))[0] for in_one_pass in (False, True)]
                again = (await reference.timed(query, in_one_pass=tried[1] < tried[0]))[0]
                spent.append(again * 1000)
            found[reference.name].append((size, round(statistics.median(spent), 3)))
    return found


def measure(directory: Path, *, quick: bool, creators: int | None = None, again: bool = False) -> dict[str, Any]:
    """Set everything up in a directory, take the figures, and draw the picture; `again`, with the creators who are there."""
    count = creators or (20_000 if quick else 1_000_000)
    shutil.rmtree(directory / "suite" if again else directory, ignore_errors=True)
    directory.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Any] = {"creators": count, "load_average_before": os.getloadavg()[0]}
    with ExitStack() as stack:
        stack.enter_context(patch.dict(embedded_postgres.SETTINGS, SETTINGS))
        server = stack.enter_context(EmbeddedPostgres.start(directory / "postgresql"))
        environment = environment_of(server.url, directory / "suite") | {
            "GREENLIGHT_LOG_LEVEL": "warning",
            "GREENLIGHT_LIMITS": "off",
        }
        console.print(f"seeding {count:,} creators …")
        figures["seed_seconds"] = _seed(environment, count)
        asyncio.run(_settle(server.url))
        figures["copy"] = asyncio.run(copying(server.url, directory))
        address, log = f"http://127.0.0.1:{environment['GREENLIGHT_GATEWAY_PORT']}", directory / "suite.log"
        started = time.perf_counter()
        process = stack.enter_context(running(environment, command=["services", "run"], log=log))
        wait_until_ready(address, process, log)
        figures["ready_seconds"] = round(time.perf_counter() - started, 1)
        figures["suite_memory_mb"] = round(psutil.Process(process.pid).memory_info().rss / 1e6)
        asyncio.run(take(directory, server.url, address, creators=count, quick=quick, figures=figures))
        figures["build_of_copy"] = round(figures["alone"]["build_seconds"] / figures["copy"]["in_seconds"], 2)
    figures["load_average_after"] = os.getloadavg()[0]
    if not quick:
        draw(PICTURE, figures)
    return figures


def table(figures: dict[str, Any]) -> Table:
    """Show the figures."""
    shown = Table(title=f"P2, P3 discovery among {figures['creators']:,} creators", title_justify="left")
    shown.add_column("figure")
    shown.add_column("value", justify="right")
    exact = figures["exactness"]
    shown.add_row(
        f"P2 wrong answers of {exact['searches']} (cursors followed in {exact['followed_to_the_end']})", str(exact["wrong"])
    )
    for name, one in figures["latency"].items():
        shown.add_row(f"P2 page of 20 and all counts, {name}, p50 / p99 (ms)", f"{one['p50_ms']} / {one['p99_ms']}")
    for name, ratio in figures["ratios"].items():
        shown.add_row(f"   {name}", f"{ratio} ×")
    visible, change, by_itself = figures["update_to_visible"], figures["under_change"], figures["alone"]
    shown.add_row("P3 update to visible over HTTP, p50 / p99 (ms)", f"{visible['p50_ms']} / {visible['p99_ms']}")
    busy = change["update_to_visible_while_changing"]
    shown.add_row(f"   while {change['changes_per_second']} changes a second arrive", f"{busy['p50_ms']} / {busy['p99_ms']}")
    shown.add_row(
        "P3 memory of facets and columns / text (MB)", f"{by_itself['without_text_mb']} / {by_itself['megabytes']['text']}"
    )
    shown.add_row("   the process has grown by (MB)", str(by_itself["grown_by_mb"]))
    copy = figures["copy"]
    shown.add_row(
        "P3 build (s) / COPY of the same rows into a bare table (s)", f"{by_itself['build_seconds']} / {copy['in_seconds']}"
    )
    shown.add_row("   build / COPY", str(figures["build_of_copy"]))
    for name in ("quiet", "while_changing"):
        one = change[name]
        shown.add_row(
            f"searches a second, {one['callers']} at once, {name.replace('_', ' ')}; p50 / p99 (ms)",
            f"{one['searches_per_second']}; {one['p50_ms']} / {one['p99_ms']}",
        )
    for size, one in figures["growth"].items():
        shown.add_row(f"   {int(size):,} drawn creators: MB without text", str(one["without_text_mb"]))
    shown.add_row("seeding (s)", str(figures["seed_seconds"]))
    shown.caption = f"load average {figures['load_average_before']:.1f} before, {figures['load_average_after']:.1f} after"
    return shown


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--creators", type=int)
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--again", action="store_true", help="with the creators of the last time")
    chosen = arguments.parse_args()
    figures = measure(Path(".bench/discovery"), quick=chosen.quick, creators=chosen.creators, again=chosen.again)
    Path(".bench/discovery.json").write_text(json.dumps(figures, indent=1) + "\n")
    Console(highlight=False).print(table(figures))


if __name__ == "__main__":
    main()
