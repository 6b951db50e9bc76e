"""Fixtures of every test: one embedded PostgreSQL a worker, and a clock that is put back."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest
import uvloop

from shared import routing
from shared.clock import clock as business_clock
from shared.embedded_postgres import temporary
from shared.telemetry import configure_logs
from tests.harness import Templates, TestClock

configure_logs(level="error", form="json")


def pytest_configure(config: pytest.Config) -> None:
    """Run on the loop that the suite runs on; but it accepts connections one by one, so a crowd there is made on Python's."""
    gc.disable()  # until everything is collected: what is loaded stays
    if config.option.markexpr != "quiet":
        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())


def pytest_collection_finish(session: pytest.Session) -> None:
    """What has been loaded stays: collections need not walk over it again and again."""
    _assert_groups_hold(session)
    gc.enable()
    gc.collect()
    gc.freeze()


def _assert_groups_hold(session: pytest.Session) -> None:
    """Tests of a group share a suite that takes long to start: of pytest-xdist that lets groups go, nobody would hear."""
    if getattr(session.config.option, "loadgroup", False):
        grouped = [item.nodeid for item in session.items if item.get_closest_marker("xdist_group")]
        assert all("@" in id.rpartition("]")[2] for id in grouped), "pytest-xdist does not keep groups with this pytest"


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A PostgreSQL server of this worker's own."""
    with temporary() as server:
        yield server.url


@pytest.fixture(scope="session")
async def templates(server_url: str) -> AsyncIterator[Templates]:
    """Migrated databases to clone."""
    made = Templates(server_url)
    yield made
    await made.close()


@pytest.fixture
def clock() -> Iterator[TestClock]:
    """The business clock, put back afterwards."""
    before = business_clock.offset
    yield TestClock()
    business_clock.offset = before


@pytest.fixture
def brief_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of what others know are waited for a moment only: for tests in which none comes."""
    monkeypatch.setattr(routing, "LATE_COPY_SECONDS", 0.2)


LONGEST_TEST_SECONDS = 420


@pytest.fixture(autouse=True)
def _no_test_hangs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that never ends fails instead: a stop that hangs is a defect, and must be seen as one."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"{request.node.nodeid} did not end in {LONGEST_TEST_SECONDS} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(0 if request.node.get_closest_marker("faults") else LONGEST_TEST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(autouse=True)
def _real_time() -> Iterator[None]:
    yield
    business_clock.offset = timedelta(0)
