"""The figures, as ratios or side by side in one run: python -m tests.benchmarks [--quick] [--kafka]. Writes .bench/latest.json."""

import argparse
import asyncio
import json
import platform
import shutil
import statistics
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import psutil
from rich.console import Console
from rich.table import Table
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from demo import people, work
from demo.client import Client, Timings
from shared.databases import server_url_of
from shared.embedded_postgres import EmbeddedPostgres
from tests.benchmarks import discovery, front_door, overload, release, tracing
from tests.e2e.conftest import environment_of, running, wait_until_ready

console = Console(highlight=False)
TARGET = Path(".bench/latest.json")


def percentiles(values: list[float]) -> dict[str, float]:
    """Give median, 99th percentile and largest, in milliseconds."""
    ordered = sorted(values)
    return {
        "count": len(ordered),
        "p50_ms": round(statistics.median(ordered) * 1000, 2),
        "p99_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000, 2),
        "max_ms": round(ordered[-1] * 1000, 2),
    }


async def a_pair(visitor: Client) -> tuple[people.Side, people.Side]:
    """A brand and a creator who can be paid."""
    brand, creator = await people.short_cut(visitor, "brand"), await people.short_cut(visitor, "creator")
    await work.can_be_paid(creator, currency="USD")
    return brand, creator


async def job(visitor: Client, brand: people.Side, creator: people.Side) -> None:
    """One main job, from the campaign to the money being ready."""
    campaign = await work.published_campaign(brand, visitor, currency="USD", terms={"exclusivity": None})
    await work.engaged(brand, creator, campaign)
    order = await work.agreed(brand, creator, campaign, price=60_000)
    await work.funded(brand, order)
    draft = await work.submitted_draft(creator, order, order["deliverables"][0])
    await work.reviewed(brand, creator, draft)
    await work.soon(
        lambda: creator.client.get("/payables", order_id=order["id"]),
        lambda page: page["data"] and page["data"][0]["state"] == "ready",
        seconds=60,
    )


async def rate(address: str, *, at_once: int, jobs: int) -> dict[str, Any]:
    """Whole jobs per second with so many at once, and the time of each call."""
    timings = Timings()
    async with httpx.AsyncClient(
        base_url=address, timeout=120, trust_env=False, limits=httpx.Limits(max_connections=at_once * 2)
    ) as http:
        visitor = Client(http, timings=timings, patience=60)
        pairs = [await a_pair(visitor) for _ in range(at_once)]
        timings.calls.clear()
        timings.repeated = 0
        left = iter(range(jobs))
        started = time.perf_counter()

        async def worker(brand: people.Side, creator: people.Side) -> None:
            for _ in left:
                await job(visitor, brand, creator)

        await asyncio.gather(*(worker(*pair) for pair in pairs))
        seconds = time.perf_counter() - started
    by_call: dict[str, list[float]] = {}
    for name, spent in timings.calls:
        by_call.setdefault(_shape(name), []).append(spent)
    return {
        "at_once": at_once,
        "jobs": jobs,
        "jobs_per_second": round(jobs / seconds, 2),
        "calls_per_second": round(len(timings.calls) / seconds, 1),
        "repeated": timings.repeated,
        "calls": {name: percentiles(values) for name, values in sorted(by_call.items())},
    }


def _shape(call: str) -> str:
    return " ".join("/".join("{id}" if "_01" in part else part for part in word.split("/")) for word in call.split(" "))


async def approval_to_money(server_url: str) -> list[float]:
    """P6: seconds from the commit of draft.approved to that of the release, by PostgreSQL's own commit timestamps, oldest first."""
    review = create_async_engine(server_url_of(server_url, "review"))
    payouts = create_async_engine(server_url_of(server_url, "payouts"))
    try:
        async with review.connect() as connection:
            rows = await connection.execute(
                text("select deliverable_id, pg_xact_commit_timestamp(xmin) from drafts where state = 'approved'")
            )
            approved = {row[0]: row[1] for row in rows}
        async with payouts.connect() as connection:
            rows = await connection.execute(
                text("select deliverable_id, pg_xact_commit_timestamp(xmin) from journal_entries where type = 'release'")
            )
            released = {row[0]: row[1] for row in rows}
    finally:
        await review.dispose()
        await payouts.dispose()
    met = sorted(approved.keys() & released.keys(), key=lambda one: approved[one])
    return [(released[one] - approved[one]).total_seconds() for one in met]


async def bare_round_trip(bootstrap_servers: str) -> dict[str, float]:
    """What the bus alone takes: one message sent and received, without a database."""
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
    from aiokafka.admin import AIOKafkaAdminClient, NewTopic

    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers)
    await admin.start()
    await admin.create_topics([NewTopic("bare", 1, 1)])
    await admin.close()
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap_servers, acks="all", enable_idempotence=True)
    consumer = AIOKafkaConsumer("bare", bootstrap_servers=bootstrap_servers, auto_offset_reset="earliest")
    await producer.start()
    await consumer.start()
    spent = []
    try:
        for _ in range(300):
            started = time.perf_counter()
            await producer.send_and_wait("bare", b"x" * 600)
            await consumer.getone()
            spent.append(time.perf_counter() - started)
    finally:
        await consumer.stop()
        await producer.stop()
    return percentiles(spent[50:])


def memory_of(process: psutil.Process) -> float:
    """Resident megabytes of a process and its children that are ours, without the database server."""
    ours = [
        one for one in [process, *process.children(recursive=True)] if "postgres" not in one.name() and "java" not in one.name()
    ]
    return round(sum(one.memory_info().rss for one in ours) / 1e6, 1)


def measure(data: Path, *, kafka: bool, quick: bool) -> dict[str, Any]:
    """Run one suite and take its figures."""
    with ExitStack() as stack:
        with EmbeddedPostgres.start(data / "postgresql") as first:
            asyncio.run(_stamp_commits(first.url))
        server = stack.enter_context(EmbeddedPostgres.start(data / "postgresql"))
        environment = environment_of(server.url, data / "suite") | {"GREENLIGHT_LOG_LEVEL": "warning"}
        result: dict[str, Any] = {}
        if kafka:
            from deploy.kafka.broker import Broker

            broker = stack.enter_context(Broker.start(data_directory=data / "kafka"))
            environment["GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"] = broker.bootstrap_servers
            result["bare_bus_round_trip"] = asyncio.run(bare_round_trip(broker.bootstrap_servers))
        command = ["deploy.processes"] if kafka else ["services", "run"]
        address = f"http://127.0.0.1:{environment['GREENLIGHT_GATEWAY_PORT']}"
        with running(environment, command=command, log=data / "cold.log") as process:
            wait_until_ready(address, process, data / "cold.log")
        started = time.perf_counter()
        process = stack.enter_context(running(environment, command=command, log=data / "warm.log"))
        wait_until_ready(address, process, data / "warm.log")
        result["warm_start_seconds"] = round(time.perf_counter() - started, 2)
        result["memory_idle_mb"] = memory_of(psutil.Process(process.pid))
        rounds = [(1, 6), (8, 24)] if quick else [(1, 30), (8, 120), (32, 192)]
        result["main_job"] = []
        result["approval_to_money"] = []
        seen = 0
        for at_once, jobs in rounds:
            result["main_job"].append(asyncio.run(rate(address, at_once=at_once, jobs=jobs)))
            waits = asyncio.run(approval_to_money(server.url))
            result["approval_to_money"].append({"at_once": at_once, **percentiles(waits[seen:])})
            seen = len(waits)
        result["memory_after_mb"] = memory_of(psutil.Process(process.pid))
        return result


async def _stamp_commits(url: str) -> None:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("alter system set track_commit_timestamp = on"))
    await engine.dispose()


def main() -> None:
    """Take the figures and write them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--kafka", action=argparse.BooleanOptionalAction, default=shutil.which("java") is not None)
    chosen = arguments.parse_args()
    TARGET.parent.mkdir(exist_ok=True)
    figures: dict[str, Any] = {"machine": {"cpus": psutil.cpu_count(), "python": platform.python_version()}}
    for kind in ("embedded", "kafka") if chosen.kafka else ("embedded",):
        data = Path(".bench") / f"data-{kind}"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        console.print(f"measuring on the {kind} bus …")
        figures[kind] = measure(data, kafka=kind == "kafka", quick=chosen.quick)
    console.print("measuring the gateway beside other proxies …")
    figures["front_door"] = front_door.measure(
        Path(".bench") / "front-door", rounds=2 if chosen.quick else 7, seconds=1 if chosen.quick else 3
    )
    console.print("measuring with tracing and without …")
    rounds, requests = (2, 200) if chosen.quick else (5, 400)
    figures["tracing"] = asyncio.run(tracing.measure(Path(".bench") / "tracing", rounds=rounds, requests=requests))
    console.print("measuring five times as much as can be served …")
    figures["overload"] = {
        name: overload.measure(is_inside=name == "inside", seconds=3 if chosen.quick else 10) for name in ("inside", "elsewhere")
    }
    console.print("measuring releases by themselves …")
    figures["release"] = release.measure(Path(".bench") / "release", quick=chosen.quick)
    console.print("measuring searches among a million creators …")
    figures["discovery"] = discovery.measure(Path(".bench") / "discovery", quick=chosen.quick)
    TARGET.write_text(json.dumps(figures, indent=1) + "\n")
    show(figures)


def show(figures: dict[str, Any]) -> None:
    """Print the figures."""
    console.print(front_door.table(figures["front_door"]))
    console.print(tracing.table(figures["tracing"]))
    console.print(overload.table(figures["overload"]))
    console.print(release.table(figures["release"]))
    console.print(discovery.table(figures["discovery"]))
    for kind in ("embedded", "kafka"):
        if kind not in figures:
            continue
        found = figures[kind]
        table = Table(title=f"{kind} bus", title_justify="left")
        table.add_column("figure")
        table.add_column("value", justify="right")
        for money in found["approval_to_money"]:
            name = f"P6 approval to money, {money['at_once']} jobs at once, p50 / p99 (ms)"
            table.add_row(name, f"{money['p50_ms']} / {money['p99_ms']}")
        if "bare_bus_round_trip" in found:
            bare = found["bare_bus_round_trip"]
            table.add_row("   the bare bus alone, p50 / p99 (ms)", f"{bare['p50_ms']} / {bare['p99_ms']}")
        table.add_row("P10 memory, idle / after the load (MB)", f"{found['memory_idle_mb']} / {found['memory_after_mb']}")
        table.add_row("P10 warm start to ready (s)", str(found["warm_start_seconds"]))
        for one in found["main_job"]:
            table.add_row(f"main jobs per second, {one['at_once']} at once", str(one["jobs_per_second"]))
            table.add_row("   calls repeated because a copy was late", str(one["repeated"]))
        console.print(table)
    slowest = figures["embedded"]["main_job"][0]["calls"]
    table = Table(title="each call of a job, one at a time, embedded", title_justify="left")
    for column in ("call", "p50 ms", "p99 ms"):
        table.add_column(column)
    for name, one in slowest.items():
        table.add_row(name, str(one["p50_ms"]), str(one["p99_ms"]))
    console.print(table)


if __name__ == "__main__":
    main()
