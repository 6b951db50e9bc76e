"""Campaigns on a database of its own."""

from collections.abc import AsyncIterator

import pytest

from services.campaigns.app import service
from tests.harness import ServiceUnderTest, Templates, service_under_test


@pytest.fixture
async def campaigns(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """Campaigns, with nothing running beside its app."""
    async with service_under_test(service, templates) as under_test:
        yield under_test


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals that rest on a late copy come at once: the test is about the refusal, not about the wait."""
    monkeypatch.setattr("shared.routing.LATE_COPY_SECONDS", 0.0)
    monkeypatch.setattr("services.campaigns.invitations.routes.LATE_COPY_SECONDS", 0.0)
