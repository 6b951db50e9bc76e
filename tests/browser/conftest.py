"""A suite of its own, and a browser before it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from shared.embedded_postgres import temporary
from tests.browser.chromium import Tab, chromium, found, new_tab
from tests.e2e.conftest import environment_of, running, wait_until_ready


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the suite in one process, over real HTTP."""
    if found() is None:
        pytest.skip("chromium is not installed")
    directory = tmp_path_factory.mktemp("browser")
    with temporary() as server:
        environment = environment_of(server.url, directory / "data")
        log = directory / "suite.log"
        with running(environment, command=["services", "run"], log=log) as process:
            address = f"http://127.0.0.1:{environment['GREENLIGHT_GATEWAY_PORT']}"
            wait_until_ready(address, process, log)
            yield address


@pytest.fixture(scope="session")
async def browser(address: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """Run one browser for all tests."""
    async with chromium(tmp_path_factory.mktemp("profile")) as protocol:
        yield protocol


@pytest.fixture
async def tab(browser: str, address: str) -> AsyncIterator[Tab]:
    """Open a tab that has never been anywhere; what it did is judged in the end."""
    async with new_tab(browser) as one:
        yield one
    assert one.complaints == []
    assert [asked for asked in one.requested if not asked.startswith((address, "about:blank"))] == []
