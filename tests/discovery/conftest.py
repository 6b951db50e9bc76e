"""Discovery on a database of its own."""

from collections.abc import AsyncIterator
from contextlib import nullcontext
from typing import Any

import pytest

from services.discovery.app import service
from shared.events.identity import CreatorApproved
from tests.discovery.creators import approved
from tests.discovery.market import populate
from tests.discovery.replicas import followed
from tests.harness import ServiceUnderTest, Templates, service_under_test


@pytest.fixture
async def discovery(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """Discovery, with nothing running beside its app."""
    async with service_under_test(service, templates) as under_test:
        yield under_test


@pytest.fixture(params=["postgres", "memory"])
async def searched(request: pytest.FixtureRequest, templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """Discovery that answers searches by each index in turn."""
    async with (
        service_under_test(service, templates, settings={"discovery_index": request.param}) as under_test,
        followed(under_test) if request.param == "memory" else nullcontext(),
    ):
        yield under_test


@pytest.fixture(scope="session")
async def shared_creator(templates: Templates) -> AsyncIterator[tuple[ServiceUnderTest, CreatorApproved]]:
    """One approved creator, for tests that must change nothing."""
    async with service_under_test(service, templates) as under_test:
        event = approved()
        await under_test.hear(event)
        yield under_test, event


@pytest.fixture(scope="session")
async def market(templates: Templates) -> AsyncIterator[tuple[ServiceUnderTest, list[dict[str, Any]]]]:
    """Discovery with a population that no test changes, and who it is."""
    async with service_under_test(service, templates) as under_test:
        yield under_test, await populate(under_test)
