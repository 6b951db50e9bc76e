"""A fleet on a real broker, for all tests of this folder."""

from collections.abc import AsyncIterator
from contextlib import ExitStack

import httpx
import pytest

from shared.embedded_postgres import temporary
from tests.e2e.conftest import environment_of
from tests.replicas.fleet import Fleet


@pytest.fixture(scope="package")
async def fleet(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Fleet]:
    from deploy.kafka.broker import Broker

    with ExitStack() as stack:
        directory = tmp_path_factory.mktemp("fleet")
        server = stack.enter_context(temporary())
        broker = stack.enter_context(Broker.start(data_directory=directory / "kafka"))
        environment = environment_of(server.url, directory / "data")
        environment["GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"] = broker.bootstrap_servers
        environment["GREENLIGHT_DATABASE_POOL_SIZE"] = "4"
        fleet = Fleet(environment, directory)
        try:
            await fleet.start()
            yield fleet
        finally:
            await fleet.stop()


@pytest.fixture
async def first(fleet: Fleet) -> AsyncIterator[httpx.AsyncClient]:
    """Through one gateway."""
    async with fleet.client(0) as http:
        yield http


@pytest.fixture
async def other(fleet: Fleet) -> AsyncIterator[httpx.AsyncClient]:
    """Through the other one."""
    async with fleet.client(1) as http:
        yield http
