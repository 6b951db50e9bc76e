"""A suite of its own for the tools that nobody here wrote: they change whatever they can reach."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx
import pytest

from demo import people
from demo.client import Client
from gateway.contract import join
from services import REGISTER
from services.__main__ import service_named
from shared import databases
from shared.embedded_postgres import temporary
from shared.errors import codes
from tests.e2e.conftest import environment_of, running, wait_until_ready
from tests.security.market import a_tenant


@pytest.fixture(autouse=True)
def _no_test_hangs() -> None:
    """A run takes as long as its number of examples: schemathesis bounds each request by itself."""


@pytest.fixture(scope="session")
def contract() -> dict[str, Any]:
    """The document that the gateway serves, made from the code as it stands."""
    services = [service_named(name) for name in REGISTER]
    return join({service.name: service.contract(service.create_app()) for service in services}, codes)


@dataclass
class Caller:
    """Somebody who calls, for one organization."""

    token: str
    organization_id: str
    email: str


@dataclass
class Fair:
    """A suite at work, objects that are there to be named, and who may ask, by role."""

    address: str
    objects: dict[str, str]
    who: dict[str, "Caller"]


@pytest.fixture(scope="package")
def server_and_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """Run the suite in one process, over real HTTP."""
    directory = tmp_path_factory.mktemp("contract")
    with temporary() as server:
        environment = environment_of(server.url, directory / "data")
        environment["GREENLIGHT_LOG_LEVEL"] = "warning"
        log = directory / "suite.log"
        with running(environment, command=["services", "run"], log=log) as process:
            wait_until_ready(f"http://127.0.0.1:{environment['GREENLIGHT_GATEWAY_PORT']}", process, log)
            yield server.url, environment
        shown = log.read_text()
        assert "Traceback" not in shown, shown[-6000:]


@pytest.fixture(scope="package")
async def fair(server_and_address: tuple[str, dict[str, str]]) -> AsyncIterator[Fair]:
    """Make the tenant, and let the tokens live as long as the tests."""
    server_url, environment = server_and_address
    address = f"http://127.0.0.1:{environment['GREENLIGHT_GATEWAY_PORT']}"
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as http:
        visitor = Client(http)
        email = people.an_address("staff")
        made = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "services", "create-staff", "--email", email, "--password-stdin",
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        await made.communicate(people.PASSWORD.encode())
        assert made.returncode == 0
        session = await visitor.post("/sessions", {"email": email, "password": people.PASSWORD})
        staff = visitor.signed_in(session["access_token"])
        tenant = await a_tenant(visitor, staff)
        await _prolong(server_url)
        clients = {"brand": tenant.brand.client, "creator": tenant.creator.client, "staff": staff}
        who = {role: await _caller(client) for role, client in clients.items()}
        yield Fair(address, tenant.objects, who)


async def _caller(client: Client) -> Caller:
    me = await client.get("/me")
    return Caller(str(client.token), me["organization_id"], me["user"]["email"])


async def _prolong(server_url: str) -> None:
    url = databases.server_url_of(server_url, "identity").replace("+asyncpg", "")
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("update access_tokens set expires_at = now() + interval '1 day'")
    finally:
        await connection.close()
