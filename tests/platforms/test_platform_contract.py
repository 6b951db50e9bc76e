"""What every adapter of a social platform keeps. A real one is added to `STAGES`: its platform, and how a test sets a scene there."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import Any, Protocol

import pytest

from services.sandbox.app import service as sandbox_service
from shared.clock import clock
from shared.http import Client, client_of_replicas
from shared.platforms import Platform, PlatformAway
from shared.platforms.sandbox import SandboxPlatform
from tests.harness import Peers, ServiceUnderTest, Templates, service_under_test

SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class Stage(Protocol):
    """An adapter, and a hand on the platform behind it."""

    platform: Platform

    async def account(self, handle: str, **values: Any) -> None:
        """See that there is an account with these values."""
        ...

    async def publish(self, handle: str, *, caption: str, hashtags: list[str], media_sha256: list[str]) -> str:
        """Post something; give its address."""
        ...

    async def take_down(self, url: str) -> None:
        """Take a post down."""
        ...

    async def fail_once(self) -> None:
        """Let the next call fail as the platform fails."""
        ...

    async def vanish(self) -> None:
        """Let the platform be unreachable."""
        ...


class SandboxStage:
    """The sandbox's platform, in this process."""

    def __init__(self, sandbox: ServiceUnderTest) -> None:
        self._nobody = sandbox.nobody()
        self._ids: dict[str, tuple[str, str]] = {}
        self._peers = _Vanishing(sandbox=sandbox.app)
        self.platform: Platform = SandboxPlatform(self._peers)

    async def account(self, handle: str, **values: Any) -> None:
        assert (await self._nobody.put(f"/sandbox/social-accounts/{handle}", values)).status_code == 200

    async def publish(self, handle: str, **post: Any) -> str:
        made = (await self._nobody.post(f"/sandbox/social-accounts/{handle}/posts", post)).json()
        self._ids[made["url"]] = (handle, made["id"])
        return made["url"]

    async def take_down(self, url: str) -> None:
        handle, id = self._ids[url]
        assert (await self._nobody.post(f"/sandbox/social-accounts/{handle}/posts/{id}/take-down")).status_code == 200

    async def fail_once(self) -> None:
        await self._nobody.put("/sandbox/faults", {"target": "platform", "mode": "away"})

    async def vanish(self) -> None:
        self._peers.is_gone = True


class _Vanishing(Peers):
    is_gone = False

    def client(self, service: str) -> Client:
        return client_of_replicas(["http://127.0.0.1:9"]) if self.is_gone else super().client(service)


@asynccontextmanager
async def sandbox_stage(templates: Templates) -> AsyncIterator[Stage]:
    async with service_under_test(sandbox_service, templates) as sandbox:
        yield SandboxStage(sandbox)


STAGES: list[Callable[[Templates], AbstractAsyncContextManager[Stage]]] = [sandbox_stage]


@pytest.fixture(params=STAGES)
async def stage(request: pytest.FixtureRequest, templates: Templates) -> AsyncIterator[Stage]:
    """Each platform in turn."""
    async with request.param(templates) as set_up:
        yield set_up


async def test_an_account_is_read_as_it_is(stage: Stage) -> None:
    await stage.account("lena.cooks-1", follower_count=52_000, bio="Soup.", audience={"countries": {"US": 0.61}})

    account = await stage.platform.account("lena.cooks-1")

    assert account is not None
    assert (account.platform, account.handle) == (stage.platform.name, "lena.cooks-1")
    assert (account.follower_count, account.bio, account.audience.countries) == (52_000, "Soup.", {"US": 0.61})
    assert 0 <= account.engagement_rate <= 1


async def test_what_is_not_there_is_none(stage: Stage) -> None:
    for handle in ("nobody", "no/body", "no body?x=1", "é", ".."):
        assert await stage.platform.account(handle) is None
    for url in ("", "no address", "https://elsewhere.example/@lena/posts/1"):
        assert await stage.platform.post(url) is None


async def test_a_post_is_read_by_its_address(stage: Stage) -> None:
    await stage.account("lena")
    url = await stage.publish("lena", caption="Cook. #ad", hashtags=["#ad"], media_sha256=[SHA])

    post = await stage.platform.post(url)

    assert post is not None
    assert (post.platform, post.handle, post.url) == (stage.platform.name, "lena", url)
    assert (post.caption, post.hashtags, post.media_sha256) == ("Cook. #ad", ["#ad"], [SHA])
    assert post.is_available
    assert abs(clock.now() - post.posted_at) < timedelta(minutes=1)
    assert await stage.platform.post(f"{url}/?from=share#top") == post


async def test_a_post_that_was_taken_down_is_there_and_not_available(stage: Stage) -> None:
    await stage.account("lena")
    url = await stage.publish("lena", caption="", hashtags=[], media_sha256=[])
    await stage.take_down(url)

    post = await stage.platform.post(url)

    assert post is not None
    assert not post.is_available


async def test_a_platform_that_does_not_answer_is_away(stage: Stage) -> None:
    await stage.account("lena")
    await stage.fail_once()
    with pytest.raises(PlatformAway):
        await stage.platform.account("lena")
    assert await stage.platform.account("lena") is not None
    await stage.fail_once()
    with pytest.raises(PlatformAway):
        await stage.platform.post("https://somewhere.example")
    await stage.vanish()
    with pytest.raises(PlatformAway):
        await stage.platform.account("lena")
