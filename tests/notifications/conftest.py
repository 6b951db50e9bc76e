"""Notifications on a database of its own, before small doubles of what lies around it."""

from collections.abc import AsyncIterator

import pytest

from services.notifications.app import service
from tests.harness import ServiceUnderTest, Templates, service_under_test


@pytest.fixture
async def notifications(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """Notifications, with nothing running beside its app."""
    async with service_under_test(service, templates) as under_test:
        yield under_test
