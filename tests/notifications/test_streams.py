"""Streams: what happens is told as it happens, without gap or repeat, for as long as the caller may hear it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest

from gateway import streams as guard
from services.notifications.app import service
from services.notifications.feeds import streams
from shared import connections
from shared.events import EventId
from shared.events.identity import MemberRoleChanged
from shared.service import Instance
from tests.harness import Peers, ServiceUnderTest, is_problem
from tests.notifications.door import SOON, Door, Holder, door_before
from tests.notifications.facts import draft_approved, hold_funded, offer_countered


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(streams, "POLL_SECONDS", 0.02)


@pytest.fixture(params=["inside", "apart"])
async def door(
    request: pytest.FixtureRequest, notifications: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Door]:
    """A gateway before notifications of its own process, or of another one."""
    async with door_before(notifications, apart=request.param == "apart", patch=monkeypatch) as opened:
        yield opened


@pytest.fixture
async def inside(notifications: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    """A gateway before notifications of its own process."""
    async with door_before(notifications, apart=False, patch=monkeypatch) as opened:
        yield opened


def open_streams(notifications: ServiceUnderTest) -> int:
    return len(notifications.instance.context.ports.streams)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not holds():
            await asyncio.sleep(0.005)


async def offer(notifications: ServiceUnderTest, holder: Holder, number: int) -> None:
    await notifications.hear(offer_countered(holder.organization_id, Holder().organization_id, terms_version=number))


def numbers(events: list[dict[str, Any]]) -> list[int]:
    return [event["data"]["terms_version"] for event in events]


# --- what is told --------------------------------------------------------------------------------------------------------


async def test_what_happens_is_told_as_the_list_tells_it(notifications: ServiceUnderTest, door: Door) -> None:
    ana = door.holder("ana")
    async with door.stream("ana") as stream:
        assert stream.answer.headers["content-type"].startswith("text/event-stream")
        assert stream.answer.headers["cache-control"] == "no-store"
        assert "content-encoding" not in stream.answer.headers
        await offer(notifications, ana, 2)
        told = await stream.next(1)
        await offer(notifications, ana, 3)
        told += await stream.next(1)

    async with httpx.AsyncClient(base_url=door.url, trust_env=False) as client:
        listed = (await client.get("/v1/events", headers={"Authorization": "Bearer ana"})).json()["data"]
    assert told == listed[::-1]
    assert numbers(told) == [2, 3]
    await until(lambda: open_streams(notifications) == 0)


async def test_a_stream_without_a_place_begins_now(notifications: ServiceUnderTest, inside: Door) -> None:
    ana = inside.holder("ana")
    await offer(notifications, ana, 2)
    async with inside.stream("ana") as stream:
        await offer(notifications, ana, 3)
        assert numbers(await stream.next(1)) == [3]


async def test_who_saw_no_event_yet_resumes_without_a_gap(notifications: ServiceUnderTest, inside: Door) -> None:
    ana = inside.holder("ana")
    await offer(notifications, ana, 2)
    async with inside.stream("ana") as stream:
        mark = stream.first
    await offer(notifications, ana, 3)

    assert mark.data is None
    async with inside.stream("ana", last=mark.id) as stream:
        assert numbers(await stream.next(1)) == [3]


async def test_scopes_and_organizations_hold_in_the_stream(notifications: ServiceUnderTest, inside: Door) -> None:
    ana = inside.holder("ana", scopes="organizations:read reviews:read")
    bob = inside.holder("bob")
    both = (ana.organization_id, Holder().organization_id)
    async with inside.stream("ana") as of_ana, inside.stream("bob") as of_bob:
        await notifications.hear(hold_funded(*both))
        await notifications.hear(draft_approved(*both))
        await offer(notifications, bob, 9)

        assert [event["type"] for event in await of_ana.next(1)] == ["draft.approved"]
        assert numbers(await of_bob.next(1)) == [9]


async def test_a_long_past_is_read_on_in_pages(
    notifications: ServiceUnderTest, inside: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "READ_AT_ONCE", 3)
    ana = inside.holder("ana")
    await offer(notifications, ana, 1)
    async with inside.stream("ana") as stream:
        mark = stream.first.id
    for number in range(2, 12):
        await offer(notifications, ana, number)
        await notifications.hear(hold_funded(ana.organization_id, Holder().organization_id))
    ana.scopes = "organizations:read campaigns:read"
    inside.identity.holders["less"] = ana

    async with inside.stream("less", last=mark) as stream:
        assert numbers(await stream.next(10)) == list(range(2, 12))


# --- resuming ------------------------------------------------------------------------------------------------------------


async def test_a_broken_stream_goes_on_at_another_replica(
    notifications: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut after each event, while more come: the gateway asks the replicas in turn, and nothing is missed or told twice."""
    place = notifications.instance
    twin = Instance(
        service,
        settings=place.settings,
        engine=place._engine,
        bus=notifications.bus,
        peers=Peers(),
        instance_name=uuid4().hex[:8],
    )
    other = ServiceUnderTest(service, notifications.url, twin, notifications.bus)
    async with door_before(notifications, other, apart=True, patch=monkeypatch) as door:
        ana = door.holder("ana")
        await offer(notifications, ana, 0)
        async with door.stream("ana") as stream:
            last = stream.first.id
        served, seen = [], []

        async def happen() -> None:
            for number in range(1, 13):
                # Either replica may be told; the stream may be at the other one.
                await offer((notifications, other)[number % 2], ana, number)

        happening = asyncio.create_task(happen())
        while len(seen) < 12:
            async with door.stream("ana", last=last) as stream:
                served.append(open_streams(notifications) > 0)
                seen += await stream.next(1)
                last = seen[-1]["id"]
            # Who has cut is gone at both before the next comes: which of them serves it can be told.
            await until(lambda: open_streams(notifications) + open_streams(other) == 0)
        await happening

    assert numbers(seen) == list(range(1, 13))
    assert set(served) == {True, False}


async def test_who_joins_in_while_events_come_misses_none(notifications: ServiceUnderTest, inside: Door) -> None:
    ana = inside.holder("ana")
    await offer(notifications, ana, 0)

    async def happen() -> None:
        await asyncio.gather(*(offer(notifications, ana, number) for number in range(1, 25)))

    happening = asyncio.create_task(happen())
    async with inside.stream("ana") as stream:
        await happening
        await offer(notifications, ana, 99)
        told: list[dict[str, Any]] = []
        while not told or told[-1]["data"]["terms_version"] != 99:
            told += await stream.next(1)

    sequences = [event["sequence"] for event in told]
    assert sequences == list(range(sequences[0], 27))


async def test_a_place_that_the_feed_does_not_hold_is_gone(notifications: ServiceUnderTest, inside: Door) -> None:
    ana, bob = inside.holder("ana"), inside.holder("bob")
    await offer(notifications, ana, 1)
    await offer(notifications, bob, 1)
    async with inside.stream("bob") as stream:
        of_bob = stream.first.id
    for last in (EventId.new(), of_bob):
        async with inside.stream("ana", last=last) as stream:
            await stream.answer.aread()
            assert is_problem(stream.answer, 410, "resume_point_gone")
    async with inside.stream("ana", last="ord_7") as stream:
        await stream.answer.aread()
        assert is_problem(stream.answer, 422, "validation_failed")


# --- beginning and ending ------------------------------------------------------------------------------------------------


async def test_a_silent_stream_beats(inside: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.02)
    inside.holder("ana")
    async with (
        httpx.AsyncClient(base_url=inside.url, trust_env=False) as client,
        client.stream("GET", "/v1/events/stream", headers={"Authorization": "Bearer ana"}) as answer,
        asyncio.timeout(SOON),
    ):
        text = ""
        async for piece in answer.aiter_text():
            text += piece
            if text.count(": heartbeat\n\n") == 3:
                break
    assert text.startswith("retry: 1000\n\n")


async def test_a_revoked_credential_ends_its_stream_and_no_other(notifications: ServiceUnderTest, door: Door) -> None:
    ana, _ = door.holder("ana"), door.holder("bob")
    async with door.stream("ana") as of_ana, door.stream("bob") as of_bob:
        await door.revoke("ana")
        assert await of_ana.rest() == []

        await offer(notifications, door.identity.holders["bob"], 5)
        assert numbers(await of_bob.next(1)) == [5]
    assert ana not in door.identity.holders.values()
    async with door.stream("ana") as refused:
        await refused.answer.aread()
        assert is_problem(refused.answer, 401, "unauthenticated")
    await until(lambda: open_streams(notifications) == 0)


async def test_a_credential_that_ends_without_a_word_ends_its_stream_with_its_token(
    notifications: ServiceUnderTest, inside: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bus is away, so no event comes: when the gateway's token has run its time, identity is asked again."""
    monkeypatch.setattr("gateway.credentials.LONGEST_KEPT", timedelta(seconds=5.3))
    inside.holder("ana")
    async with inside.stream("ana") as stream:
        del inside.identity.holders["ana"]
        assert await stream.rest() == []


async def test_a_smaller_role_ends_the_stream_and_the_next_sees_less(notifications: ServiceUnderTest, inside: Door) -> None:
    ana = inside.holder("ana")
    told = MemberRoleChanged(organization_id=ana.organization_id, user_id=ana.user_id, role="reviewer")
    async with inside.stream("ana") as stream:
        # The token is void and made anew: the same rights are no reason to end.
        await inside.tell(told)
        await offer(notifications, ana, 4)
        await asyncio.sleep(0.1)
        (seen,) = await stream.next(1)

        ana.scopes = "organizations:read reviews:read"
        await inside.tell(told)
        assert await stream.rest() == []
    await offer(notifications, ana, 5)
    async with inside.stream("ana", last=seen["id"]) as stream:
        await notifications.hear(draft_approved(ana.organization_id, Holder().organization_id))
        assert [event["type"] for event in await stream.next(1)] == ["draft.approved"]


async def test_an_organization_has_so_many_streams_and_a_closed_one_makes_room(
    notifications: ServiceUnderTest, inside: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "MOST_OF_AN_ORGANIZATION", 2)
    inside.holder("ana")
    inside.holder("bob")
    async with inside.stream("ana"), AsyncExitStack() as second, inside.stream("bob"):
        await second.enter_async_context(inside.stream("ana"))
        async with inside.stream("ana") as third:
            await third.answer.aread()
            assert is_problem(third.answer, 429, "too_many_streams")
            assert third.answer.headers["retry-after"] == "5"
        await second.aclose()
        await until(lambda: open_streams(notifications) == 2)
        async with inside.stream("ana") as again:
            assert again.answer.status_code == 200


async def test_head_tells_of_a_stream_without_opening_it(notifications: ServiceUnderTest, inside: Door) -> None:
    inside.holder("ana")
    async with httpx.AsyncClient(base_url=inside.url, trust_env=False) as client:
        answer = await client.head("/v1/events/stream", headers={"Authorization": "Bearer ana"})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/event-stream")
    assert open_streams(notifications) == 0


async def test_a_database_that_was_away_breaks_no_quiet_stream(
    notifications: ServiceUnderTest, inside: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = inside.holder("ana")
    is_away = True
    look = streams.queries.last_sequences
    looks = 0

    async def fails(*how: Any) -> Any:
        nonlocal looks
        looks += 1
        if is_away:
            raise ConnectionError
        return await look(*how)

    monkeypatch.setattr(streams.queries, "last_sequences", fails)
    async with inside.stream("ana") as stream:
        await offer(notifications, ana, 1)
        await until(lambda: looks >= 3)
        is_away = False
        assert numbers(await stream.next(1)) == [1]


async def test_who_does_not_read_is_dropped_and_nothing_piles_up(
    notifications: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "LOOK_SECONDS", 0.2)
    async with door_before(notifications, apart=False, patch=monkeypatch, bounded=True) as door:
        ana = door.holder("ana")
        parts = urlsplit(door.url)
        with socket.socket() as lazy:
            lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            lazy.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_connect(lazy, (parts.hostname, parts.port))
            await loop.sock_sendall(lazy, b"GET /v1/events/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ana\r\n\r\n")
            await until(lambda: open_streams(notifications) == 1)
            large = "x" * 500_000
            for number in range(20):
                await notifications.hear(
                    offer_countered(ana.organization_id, Holder().organization_id, terms_version=number, state=large)
                )
            await until(lambda: open_streams(notifications) == 0)
