"""A bad network before the suite of the end-to-end tests."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.e2e.conftest import RunningSuite
from tests.e2e.phones.phone import Phone
from tests.e2e.phones.proxy import Network


@pytest.fixture
async def network(suite: RunningSuite) -> AsyncIterator[Network]:
    async with Network(suite.address).open() as opened:
        yield opened


@pytest.fixture
async def http(network: Network) -> AsyncIterator[httpx.AsyncClient]:
    """Connections that lead through the network; one for each exchange."""
    limits = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient(base_url=network.address, timeout=60, trust_env=False, limits=limits) as opened:
        yield opened


@pytest.fixture
def visitor(http: httpx.AsyncClient) -> Phone:
    """Somebody who is not signed in."""
    return Phone(http)
