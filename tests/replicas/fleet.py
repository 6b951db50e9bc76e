"""Two of everything: two gateways and two processes of each service, on one PostgreSQL and one Kafka broker."""

import asyncio
import multiprocessing
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx

from services import REGISTER
from tests.e2e.conftest import free_port
from tests.faults.victim import PRELOADED

START_SECONDS = 120
STOP_SECONDS = 60
REPLICAS = 2

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([*PRELOADED, __name__])


def run(name: str, environment: dict[str, str], log: str) -> None:
    """Run one part of the suite, like `python -m services run NAME`."""
    os.environ.clear()
    os.environ.update(environment)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    from services.__main__ import commands

    sys.argv = ["services", "run", name]
    commands()


@dataclass
class Replica:
    """One process, at a port of its own."""

    name: str
    port: int
    environment: dict[str, str]
    log: Path
    process: BaseProcess | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        how = (self.name, self.environment, str(self.log))
        self.process = _processes.Process(target=run, args=how, daemon=True)
        self.process.start()

    async def until_ready(self) -> None:
        """Wait until it says that it can work."""
        deadline = time.monotonic() + START_SECONDS
        async with httpx.AsyncClient(trust_env=False) as http:
            while not await _is_ready(http, f"{self.address}/readyz?self"):
                assert self.process is not None
                assert self.process.is_alive(), f"{self.name} ended: {self.tail()}"
                assert time.monotonic() < deadline, f"{self.name} is not ready: {self.tail()}"
                await asyncio.sleep(0.05)

    async def stop(self) -> float:
        """Ask it to stop and see it leave in order; how many seconds that took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.terminate()
        # Looked at by this thread alone: a start looks after all children, and of two who read one's end, one is told 255.
        while self.process.exitcode is None and time.monotonic() - began < STOP_SECONDS:
            await asyncio.sleep(0.02)
        assert self.process.exitcode == 0, f"{self.name} ended with {self.process.exitcode}: {self.tail()}"
        return time.monotonic() - began

    def tail(self) -> str:
        return self.log.read_text()[-3000:]


@dataclass
class Fleet:
    """All replicas, by the name of what they run."""

    environment: dict[str, str]
    directory: Path
    replicas: dict[str, list[Replica]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ports = {name: [free_port() for _ in range(REPLICAS)] for name in (*REGISTER, "gateway")}
        for name, own in ports.items():
            self.environment[f"GREENLIGHT_{name.upper()}_URLS"] = ",".join(f"http://127.0.0.1:{port}" for port in own)
        self.environment["GREENLIGHT_PUBLIC_URL"] = f"http://127.0.0.1:{ports['gateway'][0]}"
        for name, own in ports.items():
            self.replicas[name] = [
                Replica(
                    name,
                    port,
                    {**self.environment, f"GREENLIGHT_{name.upper()}_PORT": str(port)},
                    self.directory / f"{name}.{number}.log",
                )
                for number, port in enumerate(own, 1)
            ]

    @property
    def gateways(self) -> Sequence[Replica]:
        return self.replicas["gateway"]

    def all(self) -> list[Replica]:
        return [replica for replicas in self.replicas.values() for replica in replicas]

    async def start(self) -> None:
        """Start all at once, in no order, and wait until each gateway finds every service ready."""
        for replica in self.all():
            replica.start()
        await asyncio.gather(*(replica.until_ready() for replica in self.all()))

    async def stop(self) -> None:
        """See all leave in order."""
        running = [replica for replica in self.all() if replica.process is not None and replica.process.is_alive()]
        await asyncio.gather(*(replica.stop() for replica in running))

    @asynccontextmanager
    async def client(self, gateway: int) -> AsyncIterator[httpx.AsyncClient]:
        """Open connections to one of the gateways, 0 or 1."""
        address = self.gateways[gateway].address
        async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as http:
            yield http


async def _is_ready(http: httpx.AsyncClient, address: str) -> bool:
    try:
        return (await http.get(address)).status_code == 200
    except httpx.TransportError:
        return False
