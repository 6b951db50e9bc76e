"""Identity on a database of its own."""

from collections.abc import AsyncIterator

import pytest

from services.identity.app import service
from tests.harness import ServiceUnderTest, Templates, service_under_test


@pytest.fixture
async def identity(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """Identity, with nothing running beside its app."""
    async with service_under_test(service, templates) as under_test:
        await service.on_start(under_test.instance.context)
        yield under_test
