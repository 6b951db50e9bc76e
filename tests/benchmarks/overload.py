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

import aiohttp
import psutil
import uvloop
from rich.table import Table
from yarl import URL

from shared.busy import telling_how_busy

STEPS, TURNS = 4, 100_000
"""What one request costs the service: it computes, so that more at once are no faster. About 10 ms."""
SETTLES_SECONDS = 1.0
"""What comes in the first second is told apart: until then the gateway takes in as many as it would when nothing keeps it busy."""
CONNECTIONS = 200
"""Of the callers beyond the peak: they stay open, as those of a proxy do."""
HEADERS = {"Authorization": "Bearer somebody"}


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

    async def ask(self, session: aiohttp.ClientSession, url: str) -> float:
        """Send one request; give after how many seconds to come again."""
        started = time.perf_counter()
        async with session.get(url, headers=HEADERS) as answer:
            await answer.read()
            retry_after = float(answer.headers.get("Retry-After", "0"))
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        if answer.status == 200:
            self.seconds.append(time.perf_counter() - started)
            if started - self._began >= SETTLES_SECONDS:
                self.settled.append(self.seconds[-1])
        return retry_after

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
    tally, until = Tally(), time.perf_counter() + seconds
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def caller() -> None:
            while time.perf_counter() < until:
                await asyncio.sleep(await tally.ask(session, url))

        await asyncio.gather(*(caller() for _ in range(at_once)))
    return tally.shown(seconds)


async def opened(session: aiohttp.ClientSession, url: str) -> None:
    """Open a connection."""
    async with session.get(URL(url).with_path("/healthz")) as answer:
        await answer.read()


async def regardless(url: str, *, rate: float, seconds: float) -> dict[str, Any]:
    """So many requests a second, whether or not the ones before are answered."""
    tally, asked = Tally(), set()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS)) as session:
        await asyncio.gather(*(opened(session, url) for _ in range(CONNECTIONS)))
        started, sent = time.perf_counter(), 0
        while (spent := time.perf_counter() - started) < seconds:
            for _ in range(int(spent * rate) - sent):
                asked.add(asyncio.create_task(tally.ask(session, url)))
                sent += 1
            await asyncio.sleep(0.002)
        await asyncio.gather(*asked)
        spent = time.perf_counter() - started
    return {"asked_per_second": round(sent / seconds, 1), **tally.shown(spent)}


def measure(*, is_inside: bool, seconds: float) -> dict[str, Any]:
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
        url = f"{here.recv()}/v1/campaigns/cmp_x"
        process = psutil.Process(servers[-1].pid)

        def timed(load: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
            before = cpu_seconds(process)
            found = uvloop.run(load)
            return {**found, "cpu_seconds": round(cpu_seconds(process) - before, 2)}

        uvloop.run(in_turn(url, at_once=4, seconds=2))
        alone = timed(in_turn(url, at_once=1, seconds=seconds / 2))
        peaks = [timed(in_turn(url, at_once=callers, seconds=seconds / 2)) for callers in (2, 4)]
        peak = max(peaks, key=lambda one: one["served_per_second"])
        beyond = timed(regardless(url, rate=5 * peak["served_per_second"], seconds=seconds))
        returning = timed(in_turn(url, at_once=32, seconds=seconds))
    finally:
        os.environ.pop("GREENLIGHT_CAMPAIGNS_URLS", None)
        for server in servers:
            server.terminate()
            server.join()
    served_cost = peak["cpu_seconds"] / served(peak)
    shed = beyond["statuses"].get(503, 0)
    return {
        "load_average": os.getloadavg()[0],
        "alone": alone,
        "peak": peak,
        "beyond": beyond,
        "returning_callers": returning,
        "cpu_us_of_one_shed": round((beyond["cpu_seconds"] - served_cost * served(beyond)) / shed * 1e6) if shed else None,
        "goodput_of_peak": round(beyond["served_per_second"] / peak["served_per_second"], 2),
        "p99_of_alone": round(beyond["p99_settled_ms"] / alone["p99_ms"], 1),
        "p99_of_alone_from_the_start": round(beyond["p99_ms"] / alone["p99_ms"], 1),
    }


def table(figures: dict[str, Any]) -> Table:
    """Show the ratios."""
    shown = Table(title="R4 five times as much as can be served", title_justify="left")
    shown.add_column("figure")
    for place in figures:
        shown.add_column(f"service {place}", justify="right")
    for name in ("goodput_of_peak", "p99_of_alone", "p99_of_alone_from_the_start", "cpu_us_of_one_shed", "load_average"):
        shown.add_row(name.replace("_", " "), *(str(found[name]) for found in figures.values()))
    return shown


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=8)
    chosen = arguments.parse_args()
    both = {name: measure(is_inside=name == "inside", seconds=chosen.seconds) for name in ("inside", "elsewhere")}
    print(json.dumps(both, indent=1))


if __name__ == "__main__":
    main()
