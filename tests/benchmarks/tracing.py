"""What tracing costs: CPU of the whole suite a request, with spans sent to a collector and without: python -m tests.benchmarks.tracing."""

import argparse
import asyncio
import json
import shutil
import statistics
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import psutil
from rich.table import Table

from demo import people
from demo.client import Client
from shared.embedded_postgres import temporary
from tests.benchmarks.front_door import CONNECTIONS, spent
from tests.e2e.conftest import environment_of, running, wait_until_ready
from tests.gateway.doubles import raw_server, read_request

PATH = "/v1/campaigns?limit=1"
"""Through the gateway to a service, with a statement to its database."""
DELAY_SECONDS = 0.5
"""So long the exporter waits before it sends what it has; a round ends when all of it is sent."""


async def measure(directory: Path, *, rounds: int, requests: int) -> dict[str, Any]:
    """Ask two suites in turns, each in a process of its own with a database server of its own; give medians and their ratio."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    collected = 0

    async def collect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal collected
        while True:
            head, body = await read_request(reader)
            collected += len(body) if b"/v1/traces" in head else 0
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n")

    async with AsyncExitStack() as stack:
        collector = await stack.enter_async_context(raw_server(collect))
        exports = {
            "off": {"OTEL_SDK_DISABLED": "true"},
            "on": {
                "OTEL_SDK_DISABLED": "",
                "OTEL_EXPORTER_OTLP_ENDPOINT": collector,
                "OTEL_BSP_SCHEDULE_DELAY": str(int(DELAY_SECONDS * 1000)),
            },
        }
        starting = {}
        for name, export in exports.items():
            server = stack.enter_context(temporary())
            environment = environment_of(server.url, directory / name) | {"GREENLIGHT_LOG_LEVEL": "warning"} | export
            log = directory / f"{name}.log"
            process = stack.enter_context(running(environment, command=["services", "run"], log=log))
            starting[name] = (f"http://127.0.0.1:{environment['GREENLIGHT_GATEWAY_PORT']}", process, log)
        suites = {}
        for name, (address, process, log) in starting.items():
            await asyncio.to_thread(wait_until_ready, address, process, log)
            suites[name] = (address, await _token(address), psutil.Process(process.pid))

        taken: dict[str, list[float]] = {name: [] for name in suites}
        for turn in range(rounds + 1):
            # Whoever is second meets a machine that the first has warmed up: they take turns in that too.
            for name in sorted(suites, reverse=bool(turn % 2)):
                address, token, process = suites[name]
                before = spent(process)
                await _ask(f"{address}{PATH}", token, requests)
                await asyncio.sleep(DELAY_SECONDS * 1.5)
                if turn:  # the first is to warm up
                    taken[name].append((spent(process) - before) / requests * 1e6)
    assert collected > rounds * requests * 100, "the spans were sent"
    return {
        "requests_a_round": requests,
        "rounds": rounds,
        **{f"cpu_us_{name}": round(statistics.median(values)) for name, values in taken.items()},
        "on_of_off": round(statistics.median(on / off for on, off in zip(taken["on"], taken["off"], strict=True)), 3),
    }


async def _token(address: str) -> str:
    async with httpx.AsyncClient(base_url=address, timeout=30, trust_env=False) as http:
        brand = await people.short_cut(Client(http, patience=10), "brand")
        return str(brand.client.token)


async def _ask(url: str, token: str, requests: int) -> None:
    left = iter(range(requests))
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as session:

        async def caller() -> None:
            for _ in left:
                async with session.get(url) as answer:
                    await answer.read()
                    assert answer.status == 200, await answer.text()

        await asyncio.gather(*(caller() for _ in range(CONNECTIONS)))


def table(figures: dict[str, Any]) -> Table:
    """Show the figures."""
    shown = Table(title="tracing: CPU µs a request of the whole suite", title_justify="left")
    shown.add_column("figure")
    shown.add_column("value", justify="right")
    for name, value in figures.items():
        shown.add_row(name.replace("_", " "), str(value))
    return shown


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--requests", type=int, default=400)
    chosen = arguments.parse_args()
    found = asyncio.run(measure(Path(".bench/tracing"), rounds=chosen.rounds, requests=chosen.requests))
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
