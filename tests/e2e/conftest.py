"""The whole suite over real HTTP: in one process on LocalBus, or one process a service on a real Kafka broker."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from demo import people
from demo.client import Client
from shared.embedded_postgres import temporary

START_SECONDS = 120


@dataclass
class RunningSuite:
    """A suite that answers at an address; `environment` is what its processes were given."""

    address: str
    environment: dict[str, str]
    server_url: str
    log: Path


def free_port() -> int:
    """Find a port that nobody listens on, below the range that outgoing connections use."""
    import random

    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


@contextmanager
def running(environment: dict[str, str], *, command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of the suite until the end of the tests, and see it leave in order."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=90)
    assert code == 0, f"{command} ended with {code}: {log.read_text()[-3000:]}"


def wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until every service is ready."""
    deadline = time.monotonic() + START_SECONDS
    with httpx.Client(base_url=address, trust_env=False) as http:
        while time.monotonic() < deadline:
            assert process.poll() is None, log.read_text()[-4000:]
            try:
                if http.get("/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
    message = f"not ready after {START_SECONDS} s: {log.read_text()[-4000:]}"
    raise TimeoutError(message)


def environment_of(server_url: str, data: Path) -> dict[str, str]:
    """What a suite of a test is told."""
    data.mkdir(exist_ok=True)
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GREENLIGHT_")},
        "GREENLIGHT_ENVIRONMENT": "sandbox",
        "GREENLIGHT_DATABASE_URL": server_url,
        "GREENLIGHT_DATA_DIR": str(data),
        "GREENLIGHT_GATEWAY_PORT": str(free_port()),
        "GREENLIGHT_LOG_LEVEL": "info",
    }


def _bus_of(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="package", params=["local", pytest.param("kafka", marks=pytest.mark.kafka)])
def suite(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSuite]:
    """A suite on the bus of the parameter, until the last test of this folder: one that waits works too."""
    with ExitStack() as stack:
        data = tmp_path_factory.mktemp("suite")
        server = stack.enter_context(temporary())
        environment = environment_of(server.url, data / "data")
        log = data / "suite.log"
        if _bus_of(request) == "kafka":
            from deploy.kafka.broker import Broker

            broker = stack.enter_context(Broker.start(data_directory=data / "kafka"))
            environment["GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"] = broker.bootstrap_servers
            for name in ("IDENTITY", "DISCOVERY", "CAMPAIGNS", "REVIEW", "PAYOUTS", "SANDBOX", "NOTIFICATIONS"):
                port = str(free_port())
                environment[f"GREENLIGHT_{name}_PORT"] = port
                environment[f"GREENLIGHT_{name}_URLS"] = f"http://127.0.0.1:{port}"
            command = ["deploy.processes"]
        else:
            command = ["services", "run"]
        process = stack.enter_context(running(environment, command=command, log=log))
        address = f"http://127.0.0.1:{environment['GREENLIGHT_GATEWAY_PORT']}"
        wait_until_ready(address, process, log)
        yield RunningSuite(address, environment, server.url, log)


@pytest.fixture
async def visitor(suite: RunningSuite) -> AsyncIterator[Client]:
    """Somebody who is not signed in."""
    async with httpx.AsyncClient(base_url=suite.address, timeout=60, trust_env=False) as http:
        yield Client(http)


@pytest.fixture
async def staff(suite: RunningSuite, visitor: Client) -> Client:
    """A staff member, made by the command while the suite runs."""
    email = people.an_address("staff")
    made = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services", "create-staff", "--email", email, "--password-stdin", "--role", "admin",
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=suite.environment,
    )  # fmt: skip
    await made.communicate(people.PASSWORD.encode())
    assert made.returncode == 0
    session = await visitor.post("/sessions", {"email": email, "password": people.PASSWORD})
    return visitor.signed_in(session["access_token"])


def pretty(value: Any) -> str:
    """Show an answer in a failure."""
    return json.dumps(value, indent=1, default=str)
