"""The sandbox on a database of its own, and what the services' adapters call."""

from collections.abc import AsyncIterator

import pytest

from services.sandbox.app import service
from shared.http import INTERNAL_KEY_HEADER, Client, client_of_app
from shared.service import internal_key
from shared.settings import Settings
from tests.harness import ServiceUnderTest, Templates, service_under_test


@pytest.fixture
async def sandbox(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """The sandbox, with nothing running beside its app."""
    async with service_under_test(service, templates) as under_test:
        await service.on_start(under_test.instance.context)
        yield under_test


@pytest.fixture(scope="session")
async def shared_sandbox(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """A sandbox for requests that change nothing."""
    async with service_under_test(service, templates) as under_test:
        await service.on_start(under_test.instance.context)
        yield under_test


@pytest.fixture
async def outside(sandbox: ServiceUnderTest) -> AsyncIterator[Client]:
    """A client as a service's adapter has it."""
    async with client_of_app(sandbox.app, name="sandbox", headers={INTERNAL_KEY_HEADER: internal_key(Settings())}) as client:
        yield client
