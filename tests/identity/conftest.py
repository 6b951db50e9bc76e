"""Identity on a database of its own, beside a small sandbox."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from services.identity.app import service
from services.identity.sessions import service as sessions
from services.identity.tokens import service as tokens
from shared.clock import real_now
from tests.harness import Peers, ServiceUnderTest, Templates, service_under_test
from tests.identity.people import Outside


@pytest.fixture
def outside() -> Outside:
    """The outside world that identity's adapters meet."""
    return Outside()


@pytest.fixture
async def identity(templates: Templates, outside: Outside) -> AsyncIterator[ServiceUnderTest]:
    """Identity, with nothing running beside its app."""
    async with service_under_test(service, templates, peers=Peers(sandbox=outside.app())) as under_test:
        await service.on_start(under_test.instance.context)
        yield under_test


@pytest.fixture
def real_time_later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let real time have gone on, as sessions and tokens see it: `real_time_later(seconds=31)`."""

    def later(**how: float) -> None:
        for module in (sessions, tokens):
            monkeypatch.setattr(module, "real_now", lambda: real_now() + timedelta(**how))

    return later
