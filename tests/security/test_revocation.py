"""How long a credential passes after it has been taken back: as the events come, and while none comes."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from demo import people
from demo.client import fresh_key
from gateway.credentials import LONGEST_KEPT
from gateway.streams import LOOK_SECONDS
from services.identity.organizations.roles import Role
from tests.security.conftest import Counted
from tests.security.market import Running, whole_suite
from tests.security.matrix import Understudy

BOUND_SECONDS = LONGEST_KEPT.total_seconds()
"""While the bus is away, as the architecture says."""
AT_ONCE_SECONDS = 2.0
"""With the bus: an event, on a busy machine."""
OVERLAP_SECONDS = 2
POLL_SECONDS = 0.1


@dataclass
class Holder:
    """Somebody whose credential will be taken back: what they ask, and who takes it."""

    kind: str
    token: str
    method: str
    path: str
    take_back: Callable[[], Awaitable[object]]
    refusals: frozenset[int]
    organization: str | None = None
    grace: float = 0.0
    """Seconds for which the credential is meant to go on."""

    @property
    def headers(self) -> dict[str, str]:
        """What stands in each request."""
        organization = {"Greenlight-Organization": self.organization} if self.organization else {}
        return {"Authorization": f"Bearer {self.token}", **organization}


async def holders(running: Running) -> list[Holder]:
    """One holder for each way in which a credential is taken back."""
    visitor = running.visitor
    brand = await people.short_cut(visitor, "brand")
    organization_id = brand.organization["id"]

    async def member(role: Role) -> tuple[str, str]:
        person, email = await people.person(visitor, role, country="US")
        understudy = await Understudy.of(running, organization_id, str(person.token))
        async for _ in understudy.take([role]):
            pass
        return understudy.user_id, await running.token_of(email)

    async def key(name: str) -> tuple[str, str]:
        made = await brand.client.post("/api-keys", {"name": name, "scopes": ["campaigns:read", "organizations:read"]})
        secret = next(value for value in made.values() if isinstance(value, str) and len(value) > 40 and value.startswith("gl_"))
        return made["id"], secret

    async def oauth_client(name: str) -> tuple[dict[str, Any], str]:
        made = await brand.client.post("/oauth-clients", {"name": name, "scopes": ["campaigns:read", "organizations:read"]})
        answer = await spoken(made, "token", grant_type="client_credentials")
        return made, answer.json()["access_token"]

    async def spoken(client: dict[str, Any], what: str, **form: str) -> httpx.Response:
        shown = {"client_id": client["id"], "client_secret": client["client_secret"]}
        answer = await running.direct.post(f"/v1/oauth/{what}", data={**shown, **form})
        assert answer.status_code == 200, answer.text
        return answer

    # Of one organization: whoever has none is asked for anew each time.
    leaver, email = await people.person(visitor, "leaver", country="US")
    await Understudy.of(running, organization_id, str(leaver.token))
    session = await visitor.post("/sessions", {"email": email, "password": people.PASSWORD})
    # The same session by another access token: the gateway does not see whose it is that ends.
    again = await visitor.post("/sessions/refresh", {"refresh_token": session["refresh_token"]})
    thief = await visitor.post("/sessions", {"email": email, "password": people.PASSWORD})
    first = await visitor.post("/sessions/refresh", {"refresh_token": thief["refresh_token"]})
    second = await visitor.post("/sessions/refresh", {"refresh_token": first["refresh_token"]})

    async def steal() -> None:
        answer = await running.direct.post("/v1/sessions/refresh", json={"refresh_token": thief["refresh_token"]})
        assert answer.status_code == 401

    removed_id, removed = await member(Role.MANAGER)
    changed_id, changed = await member(Role.MANAGER)
    revoked_id, revoked = await key("revoked")
    rolled_id, rolled = await key("rolled")
    giving_back, given_back = await oauth_client("given back")
    gone_client, of_gone_client = await oauth_client("gone")
    new_client, of_old_secret = await oauth_client("rolled")
    members = f"/organizations/{organization_id}/members"
    campaigns, unauthenticated = "/v1/campaigns", frozenset({401})

    return [
        Holder(
            "a session that is ended", session["access_token"], "GET", campaigns,
            lambda: visitor.signed_in(again["access_token"]).call("DELETE", "/sessions/current"), unauthenticated,
        ),
        Holder("a refresh token that is used twice", second["access_token"], "GET", campaigns, steal, unauthenticated),
        Holder(
            "a member who is removed", removed, "GET", campaigns,
            lambda: brand.client.call("DELETE", f"{members}/{removed_id}", etag="*"), frozenset({404}), organization_id,
        ),
        Holder(
            "a role that is changed", changed, "POST", campaigns,
            lambda: brand.client.patch(f"{members}/{changed_id}", {"role": "viewer"}, etag="*"), frozenset({403}), organization_id,
        ),
        Holder("a key that is revoked", revoked, "GET", campaigns, lambda: brand.client.call("DELETE", f"/api-keys/{revoked_id}", etag="*"), unauthenticated),
        Holder(
            "a key that is rolled", rolled, "GET", campaigns,
            lambda: brand.client.post(f"/api-keys/{rolled_id}/roll", {"overlap_seconds": OVERLAP_SECONDS}, key=fresh_key(), etag="*"),
            unauthenticated, grace=OVERLAP_SECONDS,
        ),
        Holder(
            "an OAuth token that is given back", given_back, "GET", campaigns,
            lambda: spoken(giving_back, "revoke", token=given_back), unauthenticated,
        ),
        Holder(
            "a token of an OAuth client that is revoked", of_gone_client, "GET", campaigns,
            lambda: brand.client.call("DELETE", f"/oauth-clients/{gone_client['id']}", etag="*"), unauthenticated,
        ),
        Holder(
            "a token of an OAuth client that is rolled without overlap", of_old_secret, "GET", campaigns,
            lambda: brand.client.post(f"/oauth-clients/{new_client['id']}/roll", {"overlap_seconds": 0}, key=fresh_key(), etag="*"),
            unauthenticated,
        ),
    ]  # fmt: skip


async def passes(running: Running, holder: Holder) -> bool:
    """Ask once; anything but a refusal of the caller counts as let in."""
    body = {} if holder.method == "POST" else None
    answer = await running.direct.request(holder.method, holder.path, headers=holder.headers, json=body)
    assert answer.status_code < 500, answer.text
    return answer.status_code not in {401, 403, 404}


async def seconds_to_refusal(
    running: Running, holder: Holder, began: asyncio.Future[float], *, is_crowded: bool = False
) -> float:
    """Ask again and again until refused; on a machine that is crowded, also where there is no room to be answered."""
    taken = await began
    while True:
        body = {} if holder.method == "POST" else None
        answer = await running.direct.request(holder.method, holder.path, headers=holder.headers, json=body)
        if answer.status_code in holder.refusals:
            return time.monotonic() - taken
        if is_crowded and answer.status_code == 503:
            assert (answer.json()["code"], "retry-after" in answer.headers) == ("overloaded", True), (holder.kind, answer.text)
        else:
            assert answer.status_code in {200, 422}, (holder.kind, answer.text)
        await asyncio.sleep(POLL_SECONDS)


async def seconds_to_end(running: Running, holder: Holder, began: asyncio.Future[float], listening: asyncio.Event) -> float:
    """Listen to the events of an organization until the stream ends."""
    async with running.http.stream("GET", "/v1/events/stream", headers=holder.headers, timeout=BOUND_SECONDS * 2) as stream:
        assert stream.status_code == 200
        listening.set()
        with suppress(httpx.RemoteProtocolError):
            async for _ in stream.aiter_raw():
                pass
    return time.monotonic() - await began


async def measured(running: Running, gone: Callable[[], Awaitable[object]], *, is_crowded: bool = False) -> dict[str, float]:
    """Take every credential back while its holder uses it, and measure; `gone` takes the bus away before."""
    loop = asyncio.get_running_loop()
    every = await holders(running)
    await running.quiet()
    tasks: dict[str, asyncio.Task[float]] = {}
    began: dict[str, asyncio.Future[float]] = {}
    for holder in every:
        assert await passes(running, holder), holder.kind
        began[holder.kind] = loop.create_future()
        tasks[holder.kind] = asyncio.create_task(seconds_to_refusal(running, holder, began[holder.kind], is_crowded=is_crowded))
        listening = asyncio.Event()
        stream = asyncio.create_task(seconds_to_end(running, holder, began[holder.kind], listening))
        tasks[f"{holder.kind}, on a stream"] = stream
        async with asyncio.timeout(20):
            await listening.wait()
    await gone()
    for holder in every:
        await holder.take_back()
        began[holder.kind].set_result(time.monotonic() + holder.grace)
    async with asyncio.timeout(BOUND_SECONDS * 2):
        return {kind: round(await task, 2) for kind, task in tasks.items()}


@asynccontextmanager
async def bus_away(running: Running) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Let what is published wait, as with a broker that does not answer."""
    back, publish = asyncio.Event(), running.suite.bus.publish

    async def wait(envelopes: object) -> None:
        await back.wait()
        await publish(envelopes)  # type: ignore[arg-type]

    async def leave() -> None:
        running.suite.bus.publish = wait  # type: ignore[method-assign]

    try:
        yield leave
    finally:
        running.suite.bus.publish = publish  # type: ignore[method-assign]
        back.set()


@pytest.mark.security
async def test_with_the_bus_a_credential_ends_at_once(counted: Counted) -> None:
    async def nothing() -> None:
        return

    async with whole_suite() as running:
        found = await measured(running, nothing)

    late = {
        kind: seconds
        for kind, seconds in found.items()
        if seconds > AT_ONCE_SECONDS + (LOOK_SECONDS if kind.endswith("stream") else 0)
    }
    assert not late, found
    counted("seconds to refusal, with the bus", found)


@pytest.mark.security
async def test_without_the_bus_a_credential_ends_within_its_bound(counted: Counted) -> None:
    async with whole_suite() as running, bus_away(running) as leave:
        found = await measured(running, leave)
    _assert_bound(found)
    counted(f"seconds to refusal, without the bus (bound {BOUND_SECONDS:g})", found)


@pytest.mark.kafka
@pytest.mark.xdist_group("security on Kafka")  # begun before the many: it waits for a minute
# aiokafka forgets a connection that it is opening when the broker goes.
@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <function (AIOKafkaConnection|StreamWriter).__del__:pytest.PytestUnraisableExceptionWarning"
)
async def test_without_the_broker_a_credential_ends_within_its_bound(tmp_path: Path, counted: Counted) -> None:
    from deploy.kafka.broker import Broker

    with Broker.start(data_directory=tmp_path / "kafka") as broker:
        async with whole_suite(kafka_bootstrap_servers=broker.bootstrap_servers) as running:
            try:
                # Other tests' suites and brokers run beside.
                found = await measured(running, lambda: asyncio.to_thread(broker.kill), is_crowded=True)
            finally:
                await asyncio.to_thread(broker.restart)
    _assert_bound(found)
    counted(f"seconds to refusal, without the broker (bound {BOUND_SECONDS:g})", found)


def _assert_bound(found: dict[str, float]) -> None:
    assert max(found.values()) <= BOUND_SECONDS, found
    assert min(found.values()) > AT_ONCE_SECONDS, f"the bus was away, and nobody heard of it at once: {found}"
