"""R4: what is still served when five times as much comes as can be: python -m tests.benchmarks.overload. Client and server share the machine."""

import argparse
import asyncio
import json
import multiprocessing
import statistics
import time
from typing import Any

import aiohttp
import uvloop
from yarl import URL

STEPS, TURNS = 4, 100_000
"""What one request costs the service: it computes, so that more at once are no faster. About 10 ms."""
CONNECTIONS = 200
"""Of the callers beyond the peak: they stay open, as those of a proxy do."""
HEADERS = {"Authorization": "Bearer somebody"}


async def _work(scope: Any, _receive: Any, send: Any) -> None:
    for _ in range(STEPS):
        sum(range(TURNS))
        await asyncio.sleep(0)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": b'{"object": "order"}'})


def serve(ready: Any, at_once: int) -> None:
    """Serve a gateway before one service of the same process, until killed."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    from shared.settings import Settings
    from tests.gateway.doubles import running

    async def run() -> None:
        async with running(apps={"campaigns": _work}, with_socket=True, settings=Settings(gateway_at_once=at_once)) as suite:
            ready.send(suite.url)
            await asyncio.Event().wait()

    uvloop.run(run())


class Tally:
    """Answers by status, and the time of those that were served."""

    def __init__(self) -> None:
        self.statuses: dict[int, int] = {}
        self.seconds: list[float] = []

    async def ask(self, session: aiohttp.ClientSession, url: str) -> None:
        """Send one request."""
        started = time.perf_counter()
        async with session.get(url, headers=HEADERS) as answer:
            await answer.read()
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        if answer.status == 200:
            self.seconds.append(time.perf_counter() - started)

    def shown(self, seconds: float) -> dict[str, Any]:
        """Give rate and times."""
        ordered = sorted(self.seconds)
        return {
            "served_per_second": round(len(ordered) / seconds, 1),
            "statuses": dict(sorted(self.statuses.items())),
            "p50_ms": round(statistics.median(ordered) * 1000, 1),
            "p99_ms": round(ordered[int(len(ordered) * 0.99)] * 1000, 1),
        }


async def in_turn(url: str, *, at_once: int, seconds: float) -> dict[str, Any]:
    """So many callers, each of whom asks again when it is answered."""
    tally, until = Tally(), time.perf_counter() + seconds
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def caller() -> None:
            while time.perf_counter() < until:
                await tally.ask(session, url)

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


def main() -> None:
    """Find the peak, go beyond it, and compare."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--at-once", type=int, default=16)
    arguments.add_argument("--seconds", type=float, default=8)
    chosen = arguments.parse_args()
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(there, chosen.at_once), daemon=True)
    server.start()
    try:
        url = f"{here.recv()}/v1/campaigns/cmp_x"
        uvloop.run(in_turn(url, at_once=4, seconds=2))
        alone = uvloop.run(in_turn(url, at_once=1, seconds=3))
        peak = uvloop.run(in_turn(url, at_once=16, seconds=chosen.seconds))
        beyond = uvloop.run(regardless(url, rate=5 * peak["served_per_second"], seconds=chosen.seconds))
    finally:
        server.terminate()
        server.join()
    ratios = {
        "goodput_of_peak": round(beyond["served_per_second"] / peak["served_per_second"], 2),
        "p99_of_alone": round(beyond["p99_ms"] / alone["p99_ms"], 1),
    }
    print(json.dumps({"alone": alone, "peak": peak, "beyond": beyond, **ratios}, indent=1))


if __name__ == "__main__":
    main()
