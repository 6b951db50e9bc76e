"""The business clock: two toy services whose timers and events must happen in the order of their due times."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Self

import pytest
from sqlalchemy import BigInteger, Column, DateTime, Identity, MetaData, String, Table, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.app import service as sandbox_service
from services.sandbox.clock import service as moving
from services.sandbox.clock import suite
from services.sandbox.clock.durations import parse_duration
from shared import timers
from shared.bus.local import LocalBus
from shared.clock import clock
from shared.events import Event, catalogue
from shared.http import Client, client_of_replicas
from shared.inbox import Handlers
from shared.outbox import emit
from shared.service import Context, Service
from shared.tasks import Task, Works, ask
from shared.timers import Commands, Timer
from tests.harness import Peers, ServiceUnderTest, Templates, is_problem, service_under_test
from tests.toys import Workshop, toy_database, workshop

ADVANCE = "/sandbox/clock/advance"

# --- two toy services -------------------------------------------------------------------------------------------------

metadata = MetaData()
diary = Table(
    "diary",
    metadata,
    Column("position", BigInteger, Identity(), primary_key=True),
    Column("what", String, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("happened_at", DateTime(timezone=True), nullable=False),
)


class BellRang(Event, name="toybell.rang", key="what"):
    """What the echo answers a day later."""

    what: str
    due_at: datetime


del catalogue[BellRang.wire_name]  # other tests read the catalogue: the toy is in it only while these run


class Ring(Timer, name="toybell.ring"):
    """Rings the bell."""

    what: str


class Answer(Timer, name="toyecho.answer"):
    """Answers the bell."""

    what: str


class WriteItDown(Task, name="toyecho.write"):
    """A call to the outside, made after the commit."""

    what: str


bell_commands, echo_commands, echo_handlers, echo_works = Commands(), Commands(), Handlers(), Works()


broke = asyncio.Event()


async def note(session: AsyncSession, what: str, due_at: datetime) -> None:
    await session.execute(insert(diary).values(what=what, due_at=due_at, happened_at=clock.now()))


@bell_commands.due(Ring)
async def ring(session: AsyncSession, timer: Ring, due_at: datetime) -> None:
    if timer.what == "broken":
        broke.set()
        raise RuntimeError(timer.what)
    await note(session, timer.what, due_at)
    await emit(session, BellRang(what=timer.what, due_at=due_at))


@echo_handlers.on(BellRang)
async def answer_tomorrow(session: AsyncSession, event: BellRang) -> None:
    await timers.at(session, event.due_at + timedelta(days=1), Answer(what=f"answer to {event.what}"))


@echo_commands.due(Answer)
async def answer(session: AsyncSession, timer: Answer, due_at: datetime) -> None:
    await note(session, timer.what, due_at)
    await ask(session, WriteItDown(what=timer.what))


@echo_works.does(WriteItDown)
async def write_it_down(context: Context[Any], task: WriteItDown) -> None:
    await asyncio.sleep(0.05)  # the outside takes its time
    async with context.step() as session:
        await note(session, f"{task.what}, written down", clock.now())


bell = Service("toybell", metadata, commands=bell_commands)
echo = Service("toyecho", metadata, handlers=echo_handlers, commands=echo_commands, works=echo_works)


class Suite(Peers):
    """Services that come and go."""

    def __init__(self) -> None:
        super().__init__()
        self._apps: dict[str, Any] = {}

    def start(self, service: str, app: Any) -> None:
        self._apps[service] = app

    def client(self, service: str) -> Client:
        return super().client(service) if self._apps[service] else client_of_replicas(["http://127.0.0.1:9"])


class Town:
    """The sandbox and both toys; nothing of the toys runs until a test runs it."""

    def __init__(
        self, sandbox: ServiceUnderTest, toys: Sequence[ServiceUnderTest], diaries: Sequence[Workshop], peers: Suite
    ) -> None:
        self.sandbox, self.bell, self.echo, self.diaries, self.peers = sandbox, *toys, diaries, peers
        self.began = clock.now()

    async def ring(self, what: str, **later: float) -> datetime:
        due_at = clock.now() + timedelta(**later)
        async with self.bell.session() as session:
            await timers.at(session, due_at, Ring(what=what))
        return due_at

    async def happened(self) -> list[Any]:
        """Read both diaries in the order of what happened."""
        rows = [row for one in self.diaries for row in await one.ask("select what, due_at, happened_at from diary")]
        return sorted(rows, key=lambda row: row.happened_at)

    async def advance(self, duration: str) -> dict[str, Any]:
        answer = await self.sandbox.nobody().post(ADVANCE, {"duration": duration})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.sandbox.nobody().get("/sandbox/clock")).json()["now"])

    def running(self) -> AsyncExitStack:
        return _All([self.bell.running(), self.echo.running()])


class _All(AsyncExitStack):
    def __init__(self, contexts: Sequence[Any]) -> None:
        super().__init__()
        self._contexts = contexts

    async def __aenter__(self) -> Self:
        for context in self._contexts:
            await self.enter_async_context(context)
        return self


@pytest.fixture(scope="module")
async def toy_urls(server_url: str) -> AsyncIterator[list[str]]:
    """A database for each toy."""
    async with toy_database(server_url, metadata) as of_bell, toy_database(server_url, metadata) as of_echo:
        yield [of_bell, of_echo]


@pytest.fixture
async def town(templates: Templates, toy_urls: list[str], tmp_path: Path) -> AsyncIterator[Town]:
    """A sandbox with two toy services on one bus."""
    catalogue[BellRang.wire_name] = BellRang
    peers, bus = Suite(), LocalBus(["toybell", "toyecho"])
    async with AsyncExitStack() as stack:
        diaries = [
            await stack.enter_async_context(workshop(toy, url, bus, tmp_path))
            for toy, url in zip((bell, echo), toy_urls, strict=True)
        ]
        toys = [await stack.enter_async_context(one.replica()) for one in diaries]
        sandbox = await stack.enter_async_context(service_under_test(sandbox_service, templates, peers=peers))
        await sandbox_service.on_start(sandbox.instance.context)
        for one in (sandbox, *toys):
            peers.start(one.service.name, one.app)
        yield Town(sandbox, toys, diaries, peers)
    del catalogue[BellRang.wire_name]


class Looks:
    """Counts how often the clock looks at the suite, and lets time pass for it once a test has seen enough."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, enough: Callable[[int], bool], then_pass: float) -> None:
        self.number, self._enough, self._then_pass = 0, enough, then_pass
        self._hear = suite.hear
        monkeypatch.setattr(moving, "hear", self.hear)
        monkeypatch.setattr(moving, "monotonic", self.monotonic)

    async def hear(self, *args: Any, **how: Any) -> Any:
        self.number += 1
        return await self._hear(*args, **how)

    def monotonic(self) -> float:
        return monotonic() + (self._then_pass if self._enough(self.number) else 0)


# --- moving -----------------------------------------------------------------------------------------------------------


async def test_everything_happens_in_the_order_of_its_due_times_before_the_answer(town: Town) -> None:
    async with town.running():
        for what, days in (("third", 3), ("first", 1), ("far", 9)):
            await town.ring(what, days=days)
        before = clock.now()

        answer = await town.advance("P3DT12H")

        assert answer.keys() == {"object", "now", "fired"}
        assert (answer["object"], answer["fired"]) == ("sandbox_clock", 3)
        moved = datetime.fromisoformat(answer["now"]) - before
        assert timedelta(days=3.5) <= moved < timedelta(days=3.5, minutes=2)
        happened = await town.happened()
        assert [row.what for row in happened] == ["first", "answer to first", "answer to first, written down", "third"]
        for row in happened:
            assert timedelta(0) <= row.happened_at - row.due_at < timedelta(minutes=1)
        shown = (await town.sandbox.nobody().get("/sandbox/clock")).json()
        assert shown["fired"] == 3
        assert abs(clock.now() - datetime.fromisoformat(shown["now"])) < timedelta(seconds=30)

        assert (await town.advance("PT13H"))["fired"] == 1
        assert [row.what for row in await town.happened()][4:] == ["answer to third", "answer to third, written down"]


async def test_moves_at_the_same_time_add_up(town: Town) -> None:
    async with town.running():
        before = clock.now()
        answers = await asyncio.gather(*(town.sandbox.nobody().post(ADVANCE, {"duration": "P1D"}) for _ in range(4)))

    assert {answer.status_code for answer in answers} == {200}
    assert timedelta(days=4) <= clock.now() - before < timedelta(days=4, minutes=2)
    assert len({answer.json()["now"] for answer in answers}) == 4


async def test_a_suite_that_does_not_come_to_rest_stops_the_clock_where_it_is(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    broke.clear()
    Looks(monkeypatch, enough=lambda _: broke.is_set(), then_pass=moving.MOST_SECONDS)
    async with town.running():
        await town.ring("first", days=1)
        broken_at = await town.ring("broken", days=3)
        await town.ring("last", days=5)
        began = await town.now()

        answer = await town.sandbox.nobody().post(ADVANCE, {"duration": "P7D"})

        assert is_problem(answer, 503, "clock_busy")
        assert answer.json()["retryable"] is True
        assert [(one["service"], one["timers_due"]) for one in answer.json()["waiting_for"]] == [("toybell", 1)]
        assert "toybell" in answer.json()["detail"]
        assert timedelta(0) <= await town.now() - broken_at < timedelta(minutes=1)
        assert "last" not in [row.what for row in await town.happened()]

        async with town.diaries[0].sessions() as session, session.begin():
            await session.execute(timers.timers.delete().where(timers.timers.c.payload["what"].astext == "broken"))
        broke.clear()

        # The same again is not added, it goes on to where the first was to arrive; another move is counted from where the clock is.
        assert (await town.advance("P7D"))["fired"] == 4
        assert timedelta(days=7) <= await town.now() - began < timedelta(days=7, minutes=2)
        assert [row.what for row in await town.happened() if "written" not in row.what] == [
            "first",
            "answer to first",
            "last",
            "answer to last",
        ]
        await town.advance("P7D")
        assert timedelta(days=14) <= await town.now() - began < timedelta(days=14, minutes=3)


async def test_another_move_after_a_broken_one_is_counted_from_where_the_clock_is(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    broke.clear()
    Looks(monkeypatch, enough=lambda _: broke.is_set(), then_pass=moving.MOST_SECONDS)
    async with town.running():
        broken_at = await town.ring("broken", days=3)
        assert (await town.sandbox.nobody().post(ADVANCE, {"duration": "P7D"})).status_code == 503
        async with town.diaries[0].sessions() as session, session.begin():
            await session.execute(timers.timers.delete())
        broke.clear()

        await town.advance("P1D")

        assert timedelta(days=1) <= await town.now() - broken_at < timedelta(days=1, minutes=2)


async def test_an_event_that_waits_is_waited_for(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    Looks(monkeypatch, enough=lambda number: number > 1, then_pass=moving.MOST_SECONDS)
    async with town.bell.session() as session:
        await emit(session, BellRang(what="unheard", due_at=clock.now()))
    before = await town.now()

    answer = await town.sandbox.nobody().post(ADVANCE, {"duration": "P1D"})

    assert is_problem(answer, 503, "clock_busy")
    assert answer.json()["waiting_for"] == [
        {"service": "toybell", "replica": 1, "answers": True, "outbox": 1, "lag": 0, "parked": 0, "tasks": 0, "timers_due": 0}
    ]
    assert await town.now() - before < timedelta(hours=1)


async def test_a_service_that_is_down_stops_the_clock_and_loses_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = Looks(monkeypatch, enough=lambda number: number > 1, then_pass=moving.AWAY_SECONDS)
    async with town.running():
        await town.ring("first", days=1)
        town.peers.start("toyecho", None)
        before = await town.now()

        answer = await town.sandbox.nobody().post(ADVANCE, {"duration": "P2D"})

        assert is_problem(answer, 503, "clock_busy")
        assert answer.json()["waiting_for"] == [{"service": "toyecho", "replica": 1, "answers": False}]
        assert await town.now() - before < timedelta(hours=1)
        assert await town.happened() == []
        assert looks.number == 2
        town.peers.start("toyecho", town.echo.app)
        assert (await town.advance("P2DT1H"))["fired"] == 2


async def test_two_quiet_looks_with_something_between_them_are_not_quiet(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    hear = suite.hear

    async def look(*args: Any, **how: Any) -> Any:
        nonlocal looks
        looks += 1
        standings = await hear(*args, **how)
        if looks <= 3:
            # An event is told and published between this look and the next one.
            async with town.diaries[0].sessions() as session, session.begin():
                await emit(session, BellRang(what=str(looks), due_at=clock.now()))
                await session.execute(Table("outbox", MetaData()).delete())
        return standings

    monkeypatch.setattr(moving, "hear", look)
    await moving._Move(town.sandbox.instance.context, until=moving.monotonic() + 30)._quiet()

    assert looks == 5


async def test_a_process_that_starts_reads_where_the_clock_is(town: Town) -> None:
    async with town.running():
        await town.advance("P10D")
    moved = clock.offset
    assert moved >= timedelta(days=10)

    told = (await town.peers.client("sandbox").get("/internal/clock-offset")).json()
    clock.offset = timedelta(0)
    await sandbox_service.on_start(town.sandbox.instance.context)

    assert clock.offset == moved
    assert told == {"offset_microseconds": moved // timedelta(microseconds=1)}


async def test_every_replica_takes_the_offset(town: Town) -> None:
    async with town.running():
        clock.offset = timedelta(days=-3)  # as a process that missed a move
        await town.advance("PT1S")
        assert clock.offset == timedelta(seconds=1)


# --- durations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duration", "code"),
    [
        ("P0D", "duration_zero"),
        ("PT0.000000S", "duration_zero"),
        ("P400DT1S", "duration_too_long"),
        ("P58W", "duration_too_long"),
        ("PT999999H", "duration_too_long"),
        ("-P1D", "duration_form"),
        ("P-1D", "duration_form"),
        ("P", "duration_form"),
        ("PT", "duration_form"),
        ("P1DT", "duration_form"),
        ("7 days", "duration_form"),
        ("p7d", "duration_form"),
        ("P\u0667D", "duration_form"),
        ("P1.5D", "duration_form"),
        ("P7D ", "duration_form"),
        ("", "duration_form"),
        ("P1M", "duration_calendar_unit"),
        ("P1Y2M3D", "duration_calendar_unit"),
        ("P" + "9" * 50 + "D", "duration_form"),
        ("P" + "9" * 90 + "D", "string_too_long"),
        (7, "string_type"),
        (None, "string_type"),
    ],
)
async def test_a_wrong_duration_is_refused(shared_sandbox: ServiceUnderTest, duration: object, code: str) -> None:
    answer = await shared_sandbox.nobody().post(ADVANCE, {"duration": duration})

    assert is_problem(answer, 422, "validation_failed")
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [("/duration", code)]
    assert await shared_sandbox.scalar("select offset_microseconds from business_clock") == 0


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("P7D", timedelta(days=7)),
        ("P1W2D", timedelta(days=9)),
        ("PT36H", timedelta(hours=36)),
        ("P1DT2H3M4.5S", timedelta(days=1, hours=2, minutes=3, seconds=4.5)),
        ("PT0.000001S", timedelta(microseconds=1)),
        ("P400D", moving.LONGEST),
    ],
)
def test_durations_are_read_exactly(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration
    assert moving.duration_of(text) == duration
