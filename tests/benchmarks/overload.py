"""R4: what is still served when five times as much comes as can be: python -m tests.benchmarks.overload. Client and server share the machine."""

import argparse
import asyncio
import json
import multiprocessing
import os
import statistics
import time
from collections.abc import Coroutine
from typing import Any

import psutil
import uvloop
from rich.table import Table

from gateway.upstream import Replica
from shared.busy import telling_how_busy

STEPS, TURNS = 4, 100_000
"""What one request costs the service: it computes, so that more at once are no faster. About 5 ms."""
SETTLES_SECONDS = 1.0
"""What comes in the first second is told apart: until then the gateway takes in as many as it would when nothing keeps it busy."""
CALM_SECONDS = 1.0
"""From one round to the next: who was refused is gone."""
RATIOS = ("goodput_of_peak", "p99_of_alone", "p99_of_alone_from_the_start", "cpu_us_of_one_shed")
PATH, HEADERS = b"/v1/campaigns/cmp_x", [(b"authorization", b"Bearer somebody")]


async def _work(scope: Any, _receive: Any, send: Any) -> None:
    for _ in range(STEPS):
        sum(range(TURNS))
        await asyncio.sleep(0)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": b'{"object": "order"}'})


def serve(ready: Any, is_inside: bool) -> None:  # noqa: FBT001
    """Serve a gateway until killed, before one service of the same process, or of the next."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    from tests.gateway.doubles import running

    async def run() -> None:
        apps = {"campaigns": _work} if is_inside else None
        async with running(apps=apps, inside=is_inside, with_socket=True) as suite:
            ready.send(suite.url)
            await asyncio.Event().wait()

    uvloop.run(run())


def serve_work(ready: Any) -> None:
    """Serve the service alone until killed."""
    from tests.gateway.doubles import serving

    async def run() -> None:
        async with serving(telling_how_busy(_work)) as url:
            ready.send(url)
            await asyncio.Event().wait()

    uvloop.run(run())


def p99_ms(seconds: list[float]) -> float:
    """Give the 99th percentile."""
    ordered = sorted(seconds)
    return round(ordered[int(len(ordered) * 0.99)] * 1000, 1)


class Tally:
    """Answers by status, and the time of those that were served."""

    def __init__(self) -> None:
        self.statuses: dict[int, int] = {}
        self.seconds: list[float] = []
        self.settled: list[float] = []
        """Of those who came when the gateway had found out how much it can take."""
        self._began = time.perf_counter()

    async def ask(self, gateway: Replica) -> float:
        """Send one request; give after how many seconds to come again.

        By the client that the gateway itself has: it costs least, and what callers cost is taken from the same machine.
        """
        started = time.perf_counter()
        head, _ = gateway.head_of("GET", PATH, HEADERS, None)
        connection = await gateway.connection()
        await connection.ask(head, b"", length=0, is_for_head=False)
        while not connection.is_complete:
            await connection.read()
        status, retry_after = connection.status, dict(connection.headers).get(b"retry-after", b"0")
        connection.release()
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if status == 200:
            self.seconds.append(time.perf_counter() - started)
            if started - self._began >= SETTLES_SECONDS:
                self.settled.append(self.seconds[-1])
        return float(retry_after)

    def shown(self, seconds: float) -> dict[str, Any]:
        """Give rate and times."""
        ordered = sorted(self.seconds)
        return {
            "served_per_second": round(len(ordered) / seconds, 1),
            "statuses": dict(sorted(self.statuses.items())),
            "p50_ms": round(statistics.median(ordered) * 1000, 1),
            "p99_ms": p99_ms(self.seconds),
            "p99_settled_ms": p99_ms(self.settled),
        }


def served(shown: dict[str, Any]) -> int:
    """How many were served."""
    return shown["statuses"][200]


def cpu_seconds(process: psutil.Process) -> float:
    """How long a process has computed so far."""
    times = process.cpu_times()
    return times.user + times.system


async def in_turn(url: str, *, at_once: int, seconds: float) -> dict[str, Any]:
    """So many callers, each of whom asks again when it is answered, and not before it is said to where it was shed."""
    gateway = Replica(url, connect_seconds=5, idle_seconds=60)
    tally, until = Tally(), time.perf_counter() + seconds

    async def caller() -> None:
        while time.perf_counter() < until:
            await asyncio.sleep(await tally.ask(gateway))

    await asyncio.gather(*(caller() for _ in range(at_once)))
    await gateway.close()
    return tally.shown(seconds)


async def regardless(url: str, *, rate: float, seconds: float) -> dict[str, Any]:
    """So many requests a second, whether or not the ones before are answered."""
    gateway = Replica(url, connect_seconds=5, idle_seconds=60)
    tally, asked = Tally(), set()
    started, sent = time.perf_counter(), 0
    while (spent := time.perf_counter() - started) < seconds:
        for _ in range(int(spent * rate) - sent):
            asked.add(asyncio.create_task(tally.ask(gateway)))
            sent += 1
        await asyncio.sleep(0.002)
    await asyncio.gather(*asked)
    spent = time.perf_counter() - started
    await gateway.close()
    return {"asked_per_second": round(sent / seconds, 1), **tally.shown(spent)}


def measure(*, is_inside: bool, seconds: float, rounds: int = 3) -> dict[str, Any]:
    """Find the peak, go beyond it, and compare. The service is in the gateway's process, or in one of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    servers = []
    try:
        if not is_inside:
            servers.append(context.Process(target=serve_work, args=(there,), daemon=True))
            servers[-1].start()
            os.environ["GREENLIGHT_CAMPAIGNS_URLS"] = here.recv()
        servers.append(context.Process(target=serve, args=(there, is_inside), daemon=True))
        servers[-1].start()
        url, process = here.recv(), psutil.Process(servers[-1].pid)
        crowd = uvloop.run(in_turn(url, at_once=32, seconds=seconds))
        each = [one_round(url, process, seconds=seconds) for _ in range(rounds)]
    finally:
        os.environ.pop("GREENLIGHT_CAMPAIGNS_URLS", None)
        for server in servers:
            server.terminate()
            server.join()
    return {
        "load_average": round(os.getloadavg()[0], 2),
        "refused_of_32_callers": crowd["statuses"].get(503, 0),
        **{name: statistics.median(one[name] for one in each) for name in RATIOS},
        "crowd": crowd,
        "rounds": each,
    }


def one_round(url: str, process: psutil.Process, *, seconds: float) -> dict[str, Any]:
    """Take the peak and what is beyond it side by side."""

    def timed(load: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
        before = cpu_seconds(process)
        found = uvloop.run(load)
        return {**found, "cpu_seconds": round(cpu_seconds(process) - before, 2)}

    alone = timed(in_turn(url, at_once=1, seconds=max(seconds / 2, SETTLES_SECONDS * 2)))
    peaks = [timed(in_turn(url, at_once=callers, seconds=max(seconds / 2, SETTLES_SECONDS * 2))) for callers in (2, 4)]
    peak = max(peaks, key=lambda one: one["served_per_second"])
    beyond = timed(regardless(url, rate=5 * peak["served_per_second"], seconds=seconds))
    time.sleep(CALM_SECONDS)
    served_cost = peak["cpu_seconds"] / served(peak)
    shed = beyond["statuses"].get(503, 0)
    return {
        "alone": alone,
        "peak": peak,
        "beyond": beyond,
        "goodput_of_peak": round(beyond["served_per_second"] / peak["served_per_second"], 2),
        "p99_of_alone": round(beyond["p99_settled_ms"] / alone["p99_ms"], 1),
        "p99_of_alone_from_the_start": round(beyond["p99_ms"] / alone["p99_ms"], 1),
        "cpu_us_of_one_shed": round((beyond["cpu_seconds"] - served_cost * served(beyond)) / shed * 1e6) if shed else 0,
    }


def table(figures: dict[str, Any]) -> Table:
    """Show the ratios."""
    shown = Table(title="R4 five times as much as can be served", title_justify="left")
    shown.add_column("figure")
    for place in figures:
        shown.add_column(f"service {place}", justify="right")
    for name in (*RATIOS, "refused_of_32_callers", "load_average"):
        shown.add_row(name.replace("_", " "), *(str(found[name]) for found in figures.values()))
    return shown


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=8)
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    both = {
        name: measure(is_inside=name == "inside", seconds=chosen.seconds, rounds=chosen.rounds)
        for name in ("inside", "elsewhere")
    }
    print(json.dumps(both, indent=1))


if __name__ == "__main__":
    main()
