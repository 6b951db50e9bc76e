"""Fixtures of every test: one embedded PostgreSQL a worker, and a clock that is put back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from shared.clock import clock as business_clock
from shared.embedded_postgres import temporary
from shared.telemetry import configure_logs
from tests.harness import Templates, TestClock

configure_logs(level="error", form="json")


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A PostgreSQL server of this worker's own."""
    with temporary() as server:
        yield server.url


@pytest.fixture(scope="session")
def templates(server_url: str) -> Templates:
    """Migrated databases to clone."""
    return Templates(server_url)


@pytest.fixture
def clock() -> Iterator[TestClock]:
    """The business clock, put back afterwards."""
    before = business_clock.offset
    yield TestClock()
    business_clock.offset = before


@pytest.fixture(autouse=True)
def _real_time() -> Iterator[None]:
    yield
    business_clock.offset = timedelta(0)
