"""Identity on a database of its own, beside a small sandbox."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi.responses import JSONResponse
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from services.identity.app import service
from services.identity.oauth import protocol
from services.identity.programs import models
from services.identity.programs import service as programs
from services.identity.sessions import service as sessions
from services.identity.tokens import service as tokens
from services.identity.users import passwords
from shared.clock import real_now
from tests.harness import KEY as KEY_OF_THE_TESTS
from tests.harness import Actor, Peers, ServiceUnderTest, Templates, service_under_test
from tests.identity.people import Outside, brand, sign_up


@pytest.fixture(scope="module", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Every test makes people: their passwords are hashed with the least work that argon2id allows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)))
        passwords._nobodys_hash.cache_clear()
        yield
    passwords._nobodys_hash.cache_clear()


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


@pytest.fixture(scope="module")
async def shared_identity(templates: Templates) -> AsyncIterator[ServiceUnderTest]:
    """One identity for all tests of a module that change nothing."""
    async with service_under_test(service, templates, peers=Peers(sandbox=Outside().app())) as under_test:
        await service.on_start(under_test.instance.context)
        yield under_test


@pytest.fixture(scope="module")
async def person(shared_identity: ServiceUnderTest) -> Actor:
    """Somebody who belongs nowhere, in the shared identity."""
    return await sign_up(shared_identity)


@pytest.fixture
def real_time_later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let real time have gone on, as sessions and tokens see it: `real_time_later(seconds=31)`."""

    def later(**how: float) -> None:
        for module in (sessions, tokens):
            monkeypatch.setattr(module, "real_now", lambda: real_now() + timedelta(**how))

    return later


@pytest.fixture
async def owner(identity: ServiceUnderTest) -> Actor:
    """The owner of a brand, before an identity that believes the tests' tokens and its own."""

    async def keys(scope: Any, receive: Any, send: Any) -> None:
        async with identity.session() as session:
            own: Any = await tokens.published_keys(session)
        body = {"keys": [*own["keys"], KEY_OF_THE_TESTS.as_dict(private=False)]}
        await JSONResponse(body)(scope, receive, send)

    identity.instance.context.peers._apps["identity"] = keys  # type: ignore[attr-defined]
    return await brand(identity)


@pytest.fixture
def time_goes_on(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let real time have gone on, as programs see it."""

    def later(**how: float) -> None:
        for module in (models, programs, tokens, protocol):
            monkeypatch.setattr(module, "real_now", lambda: real_now() + timedelta(**how))

    return later
