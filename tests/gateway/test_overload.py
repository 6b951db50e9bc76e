"""More than can be served: a few wait in turn, the rest is told at once; health is never shed."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Response

from gateway.overload import AT_HAND, Room, at_hand
from gateway.problems import Overloaded
from shared.front import App, Message
from shared.settings import Settings
from tests.gateway.doubles import Running, assert_problem, fronted, running, until


class Slow:
    """A service that answers when it is let."""

    def __init__(self) -> None:
        self.at_work, self.most = 0, 0
        self.let = asyncio.Event()

    def app(self) -> App:
        app = FastAPI()

        @app.get("/v1/orders/{id}")
        async def order(id: str) -> Response:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
            await self.let.wait()
            self.at_work -= 1
            return Response(b"{}", media_type="application/json")

        @app.get("/readyz")
        async def readyz() -> dict[str, str]:
            return {}

        return fronted(app)


async def inside(room: Room) -> None:
    """Enter, and stay."""
    await room.enter()


async def test_the_rest_is_told_at_once_and_health_is_not_shed() -> None:
    slow = Slow()
    async with running(settings=Settings(gateway_at_once=3), apps={"campaigns": slow.app()}) as suite:
        served = [asyncio.create_task(suite.get("/v1/orders/x")) for _ in range(6)]
        await until(lambda: slow.at_work == 3)
        for _ in range(5):
            await asyncio.sleep(0)
        async with asyncio.timeout(0.24):  # sooner than who waits in turn gives up
            shed = await asyncio.gather(*(suite.get("/v1/orders/x") for _ in range(20)))
            healthy = [(await suite.get(path)).status_code for path in ("/healthz", "/readyz?self", "/metrics")]
        slow.let.set()
        answers = await asyncio.gather(*served)

    for answer in shed:
        assert assert_problem(answer, 503, "overloaded")["retryable"] is True
        assert answer.headers["retry-after"] == "1"
    assert healthy == [200, 200, 200]
    assert [answer.status_code for answer in answers] == [200] * 6
    assert slow.most == 3


async def test_after_the_load_all_places_are_free() -> None:
    slow = Slow()
    async with running(settings=Settings(gateway_at_once=2), apps={"campaigns": slow.app()}) as suite:
        crowd = [asyncio.create_task(suite.get("/v1/orders/x")) for _ in range(10)]
        await until(lambda: slow.at_work == 2)
        for task in crowd[:4]:
            task.cancel()
        slow.let.set()
        await asyncio.gather(*crowd, return_exceptions=True)
        assert [(await suite.get("/v1/orders/x")).status_code for _ in range(4)] == [200] * 4
        assert suite.gateway._at_work._inside == 0
        assert not suite.gateway._at_work._waiting


PATIENT = [{"Prefer": "wait=20", "If-None-Match": '"v1"'}, {"Accept": "application/json, text/event-stream"}]


@pytest.mark.parametrize("said", PATIENT)
async def test_who_only_waits_takes_no_place_from_who_works(said: dict[str, str]) -> None:
    slow = Slow()
    async with running(settings=Settings(gateway_at_once=1), apps={"campaigns": slow.app()}) as suite:
        waiting = [asyncio.create_task(suite.get("/v1/orders/x", headers=said)) for _ in range(10)]
        await until(lambda: slow.at_work == 10)
        assert_problem(await suite.get("/v1/orders/x", headers=said), 503, "overloaded")
        working = await health_of_work(suite)
        slow.let.set()
        await asyncio.gather(*waiting)
    assert working.status_code == 404


async def test_a_body_on_its_way_takes_no_place() -> None:
    slow, let = Slow(), asyncio.Event()
    begun: list[None] = []

    async def dripping() -> AsyncIterator[bytes]:
        yield b'{"name": '
        begun.append(None)
        await let.wait()
        yield b'"late"}'

    async with running(settings=Settings(gateway_at_once=1), apps={"campaigns": slow.app()}) as suite:
        sending = [asyncio.create_task(suite.client.post("/v1/orders/x/notes", content=dripping())) for _ in range(5)]
        await until(lambda: len(begun) == len(sending))
        working = await health_of_work(suite)
        let.set()
        await asyncio.gather(*sending)
    assert working.status_code == 404


@pytest.mark.parametrize(("sent", "taken_at_once"), [([b"a" * 10, b"b" * 10], 2), ([b"a" * AT_HAND, b"b", b"c"], 1), ([b""], 1)])
async def test_a_body_is_handed_on_as_it_came(sent: list[bytes], taken_at_once: int) -> None:
    messages = [{"type": "http.request", "body": body, "more_body": body is not sent[-1]} for body in sent]
    left = list(messages)

    async def receive() -> Message:
        return left.pop(0)

    given = await at_hand(receive)
    assert len(messages) - len(left) == taken_at_once
    assert [await given() for _ in messages] == messages


async def health_of_work(suite: Running) -> httpx.Response:
    """Send something that is at work."""
    return await suite.get("/v1/orders/x/nothing-there")


async def test_the_turn_comes_in_order() -> None:
    room = Room(1, waiting=3, seconds=5)
    await room.enter()
    waiting = [asyncio.create_task(inside(room)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(Overloaded):
        await room.enter()
    for number in range(3):
        room.leave()
        await asyncio.sleep(0)
        assert [task.done() for task in waiting] == [True] * (number + 1) + [False] * (2 - number)


async def test_who_waits_in_vain_is_told() -> None:
    room = Room(1, waiting=3, seconds=0.02)
    await room.enter()
    with pytest.raises(Overloaded):
        await room.enter()
    room.leave()
    await room.enter()


async def test_a_place_given_to_who_has_just_left_is_given_on() -> None:
    room = Room(1, waiting=3, seconds=5)
    await room.enter()
    leaving, staying = asyncio.create_task(inside(room)), asyncio.create_task(inside(room))
    await asyncio.sleep(0)
    room.leave()
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    async with asyncio.timeout(5):
        await staying
    room.leave()
    assert (leaving.cancelled(), room._inside) == (True, 0)
