"""A crowd is served in turn; of more than can be served the rest is told at once; health is never shed."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from gateway import overload
from gateway.app import AT_ONCE, LINE_OF_ONE
from gateway.overload import AT_HAND, LEAST, Room, at_hand
from gateway.problems import Overloaded
from shared import busy
from shared.busy import LOOK_SECONDS, telling_how_busy
from shared.front import App, Message, Receive, Scope, Send
from shared.settings import Settings
from tests.gateway.doubles import Running, Toy, assert_problem, fronted, running, serving, until

KNOWN = '"v1"'
"""The state of every order."""


class Slow:
    """A service that answers when it is let; of a state that is known, only who does not wait is told at once."""

    def __init__(self) -> None:
        self.at_work, self.most, self.asked, self.waiting = 0, 0, 0, 0
        self.let = asyncio.Event()

    def app(self) -> App:
        app = FastAPI()

        @app.get("/v1/orders/{id}")
        async def order(id: str, request: Request) -> Response:
            self.asked += 1
            is_known, waits = request.headers.get("if-none-match") == KNOWN, "prefer" in request.headers
            if is_known and not waits:
                return Response(status_code=304)
            self.waiting += waits
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
        served = [asyncio.create_task(suite.get("/v1/orders/x")) for _ in range(3 + 3 * LINE_OF_ONE)]
        await until(lambda: slow.at_work == 3 and len(suite.gateway._at_work._waiting) == 3 * LINE_OF_ONE)
        async with asyncio.timeout(4):  # sooner than who waits in turn gives up
            shed = await asyncio.gather(*(suite.get("/v1/orders/x") for _ in range(20)))
            healthy = [(await suite.get(path)).status_code for path in ("/healthz", "/readyz?self", "/metrics")]
        slow.let.set()
        answers = await asyncio.gather(*served)

    for answer in shed:
        assert assert_problem(answer, 503, "overloaded")["retryable"] is True
        assert answer.headers["retry-after"] == "1"
    assert healthy == [200, 200, 200]
    assert [answer.status_code for answer in answers] == [200] * len(served)
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


PATIENT = [[("Prefer", "wait=20")], [("Prefer", "respond-async"), ("Prefer", "Wait = 20; x")]]


@pytest.mark.parametrize("prefers", PATIENT)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_who_only_waits_takes_no_place_from_who_works(method: str, prefers: list[tuple[str, str]]) -> None:
    slow = Slow()
    said = [("If-None-Match", KNOWN), *prefers]
    async with running(settings=Settings(gateway_at_once=1), apps={"campaigns": slow.app()}) as suite:
        waiting = [asyncio.create_task(suite.client.request(method, "/v1/orders/x", headers=said)) for _ in range(10)]
        await until(lambda: slow.at_work == slow.waiting == 10)
        assert_problem(await suite.get("/v1/orders/x", headers=said), 503, "overloaded")
        working = await health_of_work(suite)
        slow.let.set()
        answers = await asyncio.gather(*waiting)
    assert working.status_code == 404
    assert [answer.status_code for answer in answers] == [200] * 10


@pytest.mark.parametrize(
    "said",
    [
        {"Prefer": "wait=20", "If-None-Match": '"another"'},
        {"Prefer": "wait=20"},
        {"Accept": "application/json, text/event-stream"},
        {"Prefer": "wait=20", "If-None-Match": KNOWN, "Content-Length": "2"},
    ],
)
async def test_nobody_gets_past_the_line_by_what_they_say(said: dict[str, str]) -> None:
    slow = Slow()
    how = {"content": b"{}"} if "Content-Length" in said else {}
    async with running(settings=Settings(gateway_at_once=2), apps={"campaigns": slow.app()}) as suite:
        crowd = [asyncio.create_task(suite.client.request("GET", "/v1/orders/x", headers=said, **how)) for _ in range(8)]
        await until(lambda: slow.asked >= 2)
        await asyncio.sleep(0.05)
        most, waiting = slow.most, slow.waiting
        slow.let.set()
        await asyncio.gather(*crowd)
    assert (most <= 2, waiting) == (True, 0)


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
    room = Room(3, line=3, seconds=5)
    for _ in range(3):
        await room.enter()
    waiting = [asyncio.create_task(inside(room)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(Overloaded):
        await room.enter()
    for number in range(3):
        room.leave()
        await asyncio.sleep(0)
        assert [task.done() for task in waiting] == [True] * (number + 1) + [False] * (2 - number)


class Clock:
    """A clock that stands still."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(overload, "time", self)

    def perf_counter(self) -> float:
        return self.now


async def waiting_in(room: Room, callers: int) -> tuple[int, list[asyncio.Task[None]]]:
    """Let callers come, and count those who were refused."""
    came = [asyncio.create_task(inside(room)) for _ in range(callers)]
    await asyncio.sleep(0)
    refused = [one for one in came if one.done() and one.exception() is not None]
    return len(refused), [one for one in came if one not in refused]


async def test_a_crowd_is_served_and_what_never_ends_is_refused_until_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    room = Room(4, line=10, seconds=5)

    refused, came = await waiting_in(room, 14)
    assert refused == 0
    refused, _ = await waiting_in(room, 3)
    assert refused == 3  # the line is full
    for _ in range(9):
        room.leave()
    assert (room._inside, len(room._waiting)) == (4, 1)

    refused, more = await waiting_in(room, 5)
    assert refused == 4  # half as many wait as are inside
    clock.now += overload.CALM_SECONDS * 1.1
    refused, later = await waiting_in(room, 9)
    assert refused == 1  # it is a crowd again
    while room._inside:
        room.leave()
    await asyncio.gather(*came, *more, *later)


class Work:
    """A loop that is as busy as it is said to be."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self.share: float | None = 0.0
        monkeypatch.setattr(overload, "time", self)

    def perf_counter(self) -> float:
        return self.now

    def busy(self) -> float | None:
        return self.share

    async def goes_on(self, room: Room, *, share: float | None) -> None:
        """Let a full room stay full for a while, of which the loop works a share."""
        await self._asked_in_vain(room)
        self.now += LOOK_SECONDS * 1.1
        self.share = share
        await self._asked_in_vain(room)

    async def _asked_in_vain(self, room: Room) -> None:
        waiting = asyncio.create_task(inside(room))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


@pytest.mark.parametrize(
    ("share", "comes_late", "may_wait"),
    [(1.0, False, 0), (1.0, True, 0), (0.5, False, 0), (0.5, True, 4), (0.9, True, 4), (None, True, 4), (None, False, 0)],
)
async def test_while_too_many_ask_so_many_may_wait_as_keep_the_loop_busy(
    monkeypatch: pytest.MonkeyPatch,
    share: float | None,
    comes_late: bool,  # noqa: FBT001
    may_wait: int,
) -> None:
    work = Work(monkeypatch)
    work.share = share
    room = Room(2, line=8, seconds=5, busy=work.busy)
    _, came = await waiting_in(room, 2 + 8 + 1)
    assert room._may_wait == 1
    for _ in range(3):
        if comes_late:
            while room._inside:
                room.leave()
        _, more = await waiting_in(room, 8)
        work.now += LOOK_SECONDS * 1.1
        refused, others = await waiting_in(room, 8)
        assert refused
        came += [*more, *others]
    assert room._may_wait == may_wait
    while room._inside:
        room.leave()
    await asyncio.gather(*came)


async def places_of(room: Room) -> int:
    """Empty a room that was full, and count how many it takes then."""
    while room._inside:
        room.leave()
    room._line = 0
    for taken in range(100):
        try:
            await room.enter()
        except Overloaded:
            return taken
    raise AssertionError


@pytest.mark.parametrize(
    ("shares", "places"),
    [
        ([0.5] * 4, 8),
        ([1.0], 4),
        ([1.0, 1.0], 2),
        ([1.0] * 9, 2),
        ([1.0, 1.0, 0.5], 4),
        ([1.0, 1.0, 0.9, 0.9], 2),  # large enough
        ([1.0, None, None], 4),  # nobody knows
    ],
)
async def test_a_room_is_as_large_as_keeps_the_loop_busy(
    monkeypatch: pytest.MonkeyPatch, shares: list[float | None], places: int
) -> None:
    work = Work(monkeypatch)
    room = Room(8, line=8, seconds=5, busy=work.busy)
    for _ in range(8):
        await room.enter()
    for share in shares:
        await work.goes_on(room, share=share)
    assert await places_of(room) == places


async def test_who_waits_is_let_in_where_a_room_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch)
    room = Room(8, line=8, seconds=5, busy=work.busy)
    room._at_once = 2
    for _ in range(2):
        await room.enter()
    waiting = asyncio.create_task(inside(room))
    await work.goes_on(room, share=0.5)
    assert waiting.done()
    assert (room._inside, room._at_once) == (4, 4)  # and who came last


async def test_a_room_that_was_not_full_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch)
    room = Room(2, line=2, seconds=5, busy=work.busy)
    room._at_once, work.share = 8, 1.0
    for _ in range(20):
        for _ in range(8):
            await room.enter()
        work.now += 1
        for _ in range(8):
            room.leave()
    assert await places_of(room) == 8


async def compute(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer after work that more at once do no faster."""
    for _ in range(2):
        sum(range(40_000))
        await asyncio.sleep(0)
    await answer_order(send)


async def look_up(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer after having waited for something far away."""
    await asyncio.sleep(0.05)
    await answer_order(send)


async def answer_order(send: Send) -> None:
    """Answer."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": b"{}"})


@asynccontextmanager
async def over_http(app: App, monkeypatch: pytest.MonkeyPatch, *, is_inside: bool) -> AsyncIterator[tuple[Running, Room]]:
    """Serve a gateway before a service in its process, or behind a socket of its own, and give the room for its work."""
    async with AsyncExitStack() as stack:
        if is_inside:
            suite = await stack.enter_async_context(running(apps={"campaigns": app}, with_socket=True))
            yield suite, suite.gateway._at_work
            return
        monkeypatch.setenv("GREENLIGHT_CAMPAIGNS_URLS", await stack.enter_async_context(serving(telling_how_busy(app))))
        suite = await stack.enter_async_context(running(inside=False, with_socket=True))
        yield suite, suite.gateway._at_work_elsewhere["campaigns"]


async def in_turn(suite: Running, *, callers: int, each: int) -> list[int]:
    """Let callers ask so often, each again when it is answered; give the statuses."""

    async def caller() -> list[int]:
        return [(await suite.get("/v1/orders/x")).status_code for _ in range(each)]

    return [status for statuses in await asyncio.gather(*(caller() for _ in range(callers))) for status in statuses]


PLACEMENTS = pytest.mark.parametrize("is_inside", [True, False], ids=["inside", "elsewhere"])


@PLACEMENTS
async def test_a_crowd_of_callers_in_turn_is_never_refused(monkeypatch: pytest.MonkeyPatch, is_inside: bool) -> None:  # noqa: FBT001
    async with over_http(compute, monkeypatch, is_inside=is_inside) as (suite, _):
        assert await in_turn(suite, callers=32, each=8) == [200] * 32 * 8


@pytest.mark.quiet
@PLACEMENTS
async def test_a_service_that_waits_keeps_its_places(monkeypatch: pytest.MonkeyPatch, is_inside: bool) -> None:  # noqa: FBT001
    async with over_http(look_up, monkeypatch, is_inside=is_inside) as (suite, room):
        assert await in_turn(suite, callers=20, each=5) == [200] * 100
        assert room._at_once == AT_ONCE


@pytest.mark.quiet
@PLACEMENTS
async def test_beyond_what_can_be_served_who_is_let_in_is_quick(monkeypatch: pytest.MonkeyPatch, is_inside: bool) -> None:  # noqa: FBT001
    monkeypatch.setattr(overload, "CALM_SECONDS", 60)  # however slow the machine that tests
    taken: list[int] = []
    """How many were at work or in line, each time that somebody had been refused."""

    async with over_http(compute, monkeypatch, is_inside=is_inside) as (suite, room):

        async def caller() -> list[int]:
            statuses = []
            for _ in range(8):
                statuses.append((await suite.get("/v1/orders/x")).status_code)
                if statuses[-1] == 503:
                    taken.append(room._inside + len(room._waiting))
            return statuses

        callers = 2 * AT_ONCE * (1 + LINE_OF_ONE)
        statuses = [status for said in await asyncio.gather(*(caller() for _ in range(callers))) for status in said]
        assert (room._inside, len(room._waiting)) == (0, 0)
    assert statuses.count(200) + statuses.count(503) == len(statuses)
    assert statuses.count(200) > AT_ONCE * LINE_OF_ONE  # the crowd of the first moment
    settled = taken[next(number for number, count in enumerate(taken) if count <= LEAST + 1) :]
    assert max(settled) <= LEAST + 1


@PLACEMENTS
async def test_how_busy_a_loop_is_stays_inside(monkeypatch: pytest.MonkeyPatch, is_inside: bool) -> None:  # noqa: FBT001
    async with over_http(compute, monkeypatch, is_inside=is_inside) as (suite, _):
        answer = await suite.get("/v1/orders/x")
    assert answer.status_code == 200
    assert busy.HEADER.decode() not in answer.headers


async def test_what_is_no_share_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nonsense(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(busy.HEADER, b"very")]})
        await send({"type": "http.response.body", "body": b"{}"})

    async with serving(nonsense) as url:
        monkeypatch.setenv("GREENLIGHT_CAMPAIGNS_URLS", url)
        async with running(inside=False) as suite:
            assert (await suite.get("/v1/orders/x")).status_code == 200
            assert suite.gateway._elsewhere.busy("campaigns") is None


async def test_replicas_are_as_busy_as_they_say_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def saying(share: bytes) -> App:
        async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": [(busy.HEADER, share)]})
            await send({"type": "http.response.body", "body": b"{}"})

        return app

    async with serving(saying(b"0.20")) as one, serving(saying(b"1.00")) as other:
        monkeypatch.setenv("GREENLIGHT_CAMPAIGNS_URLS", f"{one},{other}")
        async with running(inside=False) as suite:
            for _ in range(2):
                assert (await suite.get("/v1/orders/x")).status_code == 200
            assert suite.gateway._elsewhere.busy("campaigns") == pytest.approx(0.6)
            assert suite.gateway._at_work_elsewhere["campaigns"]._at_once == 2 * AT_ONCE


async def test_a_loop_that_works_is_busy_and_one_that_waits_is_not() -> None:
    loop = busy.Loop()
    began = time.perf_counter()
    while time.perf_counter() - began < LOOK_SECONDS * 1.5:
        pass
    assert loop.share() > 0.8
    await asyncio.sleep(LOOK_SECONDS * 2)
    assert loop.share() < 0.8


async def test_whom_there_is_no_room_for_need_not_send_the_body() -> None:
    slow = Slow()
    async with running(settings=Settings(gateway_at_once=1), apps={"campaigns": slow.app()}) as suite:
        served = [asyncio.create_task(suite.get("/v1/orders/x")) for _ in range(1 + LINE_OF_ONE)]
        await until(lambda: slow.at_work == 1 and len(suite.gateway._at_work._waiting) == LINE_OF_ONE)
        taken: list[None] = []

        async def long() -> AsyncIterator[bytes]:
            taken.append(None)
            yield b"x"

        async with asyncio.timeout(4):
            shed = await suite.client.post("/v1/orders/x/notes", content=long())
        slow.let.set()
        await asyncio.gather(*served)
    assert_problem(shed, 503, "overloaded")
    assert not taken


async def test_a_service_elsewhere_that_hangs_takes_no_place_from_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow()
    async with serving(slow.app()) as hanging, serving(Toy().app()) as url:
        monkeypatch.setenv("GREENLIGHT_CAMPAIGNS_URLS", hanging)
        monkeypatch.setenv("GREENLIGHT_PAYOUTS_URLS", url)
        async with running(inside=False) as suite:
            waiting = [asyncio.create_task(suite.get("/v1/orders/x")) for _ in range(AT_ONCE * (1 + LINE_OF_ONE))]
            room = suite.gateway._at_work_elsewhere["campaigns"]
            await until(lambda: slow.at_work == AT_ONCE and len(room._waiting) == AT_ONCE * LINE_OF_ONE)
            async with asyncio.timeout(4):
                shed, other = await suite.get("/v1/orders/x"), await suite.get("/v1/payouts")
            slow.let.set()
            await asyncio.gather(*waiting)
    assert_problem(shed, 503, "overloaded")
    assert other.status_code == 200
    assert slow.most == AT_ONCE


async def test_callers_who_come_again_when_they_are_told_to_are_all_served(monkeypatch: pytest.MonkeyPatch) -> None:
    app = FastAPI()

    @app.get("/v1/orders/{id}")
    async def order(id: str) -> Response:
        sum(range(20_000))
        await asyncio.sleep(0)
        return Response(b"{}", media_type="application/json")

    async with running(apps={"campaigns": fronted(app)}) as suite:

        async def caller() -> int:
            for asked in range(1, 100):
                answer = await suite.get("/v1/orders/x")
                if answer.status_code == 200:
                    return asked
                await asyncio.sleep(0.02 * int(answer.headers["retry-after"]))
            raise AssertionError

        asked = await asyncio.gather(*(caller() for _ in range(2 * AT_ONCE * LINE_OF_ONE)))
        assert suite.gateway._at_work._inside == 0
    assert max(asked) > 1


async def test_who_waits_in_vain_is_told() -> None:
    room = Room(1, line=1, seconds=0.02)
    await room.enter()
    with pytest.raises(Overloaded):
        await room.enter()
    room.leave()
    await room.enter()


async def test_a_place_given_to_who_has_just_left_is_given_on() -> None:
    room = Room(2, line=2, seconds=5)
    for _ in range(2):
        await room.enter()
    leaving, staying = asyncio.create_task(inside(room)), asyncio.create_task(inside(room))
    await asyncio.sleep(0)
    room.leave()
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    async with asyncio.timeout(5):
        await staying
    for _ in range(2):
        room.leave()
    assert (leaving.cancelled(), room._inside) == (True, 0)
