"""Kills the suite, or one process of it, at a point of the money path, starts it again, and looks at every invariant, also across
the databases."""

import asyncio
import json
import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from demo import work
from demo.client import Answer, Client, Refused, fresh_key
from demo.people import Side
from services import REGISTER
from services.payouts.ledger.verify import verify
from shared.databases import server_url_of
from shared.db import LOCK_TIMEOUT, sqlstate_of
from shared.events import EventId
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.review import DraftApproved, DraftId
from shared.http import INTERNAL_KEY_HEADER
from shared.service import internal_key
from shared.settings import Settings
from tests.faults import victim

START_SECONDS = 180
STOP_SECONDS = 90
LONGEST_STUCK_SECONDS = 30.0
IDLE_SECONDS = 5.0
"""Longer than the pause between two looks of any loop."""
QUIET_SECONDS = 1.5
AT_A_TIME = 4
TOKEN_SECONDS = 300
QUEUES = ("outbox", "parked_events", "tasks", "timers where due_at <= now()")
PRICE, NET = 60_000, 54_000

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(victim.PRELOADED)


@dataclass
class Person:
    """A side whose access token is renewed."""

    organization: dict[str, Any]
    creator_id: str | None
    access_token: str
    refresh_token: str
    renewed: float = field(default_factory=time.monotonic)


@dataclass
class Case:
    """One order whose draft waits for the brand's word."""

    brand: Person
    creator: Person
    order_id: OrderId
    deliverable_id: DeliverableId
    draft_id: str


class PatientClient(Client):
    """Asks again while the suite says that it may be asked again: its copies are late on a busy machine."""

    async def call(self, *how: Any, **more: Any) -> Answer:
        deadline = time.monotonic() + 60
        while True:
            try:
                return await super().call(*how, **more)
            except Refused as refused:
                if not refused.problem.get("retryable") or time.monotonic() > deadline:
                    raise
            await asyncio.sleep(0.2)


@dataclass
class Part:
    """One process: the whole suite, or one service, or the gateway."""

    name: str
    runs: list[str]
    directory: Path
    process: BaseProcess | None = None

    @property
    def plan(self) -> Path:
        return self.directory / f"{self.name}.plan.json"

    @property
    def log(self) -> Path:
        return self.directory / f"{self.name}.log"

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def start(self, environment: dict[str, str], planted: str | None) -> None:
        how = (self.runs, environment, str(self.plan), str(self.log), planted)
        self.process = _processes.Process(target=victim.run, args=how, daemon=True)
        self.process.start()

    async def arm(self, **plan: Any) -> None:
        """Hand a plan over, and wait until it is read."""
        assert self.process is not None
        assert self.process.pid is not None
        for suffix in (".read", ".met"):
            self.plan.with_suffix(suffix).unlink(missing_ok=True)
        self.plan.write_text(json.dumps(plan))
        os.kill(self.process.pid, signal.SIGUSR1)
        await until(self.plan.with_suffix(".read").exists, seconds=60, what=f"{self.name} read its plan")

    def was_killed(self) -> bool:
        """Say whether the process ended itself; that it ended in any other way is a failure."""
        if self.is_alive:
            return False
        assert self.process is not None
        assert self.process.exitcode == -signal.SIGKILL, f"{self.name} ended with {self.process.exitcode}: {self.tail()}"
        return True

    def tail(self) -> str:
        return self.log.read_text()[-3000:]


@dataclass(frozen=True)
class Point:
    """Where to strike: in which process, and where there."""

    part: str
    place: str

    def __str__(self) -> str:
        return f"{self.part}, {self.place}"


@dataclass
class Outcome:
    """What a strike did: `wrong` is what was still not right after the time allowed."""

    struck: bool
    wrong: list[str]
    seconds_until_right: float


@dataclass
class Harness:
    """The suite as a victim, on a server that survives it: all in one process, or one process a service."""

    environment: dict[str, str]
    server_url: str
    directory: Path
    in_processes: bool = False
    planted: str | None = None
    longest_stuck_seconds: float = LONGEST_STUCK_SECONDS
    parts: dict[str, Part] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    brand: Person = field(init=False)
    creator: Person = field(init=False)
    _fresh: list[Case] = field(default_factory=list)
    _engines: dict[str, AsyncEngine] = field(default_factory=dict)

    def __post_init__(self) -> None:
        runs = {name: [name] for name in (*REGISTER, "gateway")} if self.in_processes else {"suite": [*REGISTER, "gateway"]}
        self.parts = {name: Part(name, services, self.directory) for name, services in runs.items()}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.environment['GREENLIGHT_GATEWAY_PORT']}"

    # --- running ---------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Start what does not run, and wait until all of it is ready."""
        for part in self.parts.values():
            if not part.is_alive:
                part.start(self.environment, self.planted)
        deadline = time.monotonic() + START_SECONDS
        async with self._http() as http:
            while not await _is_ready(http):
                for part in self.parts.values():
                    assert part.is_alive, f"{part.name} ended: {part.tail()}"
                assert time.monotonic() < deadline, f"not ready: {[part.tail() for part in self.parts.values()]}"
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """Ask every process to stop, and see it leave in order."""
        running = [part.process for part in self.parts.values() if part.process is not None and part.is_alive]
        for process in running:
            process.terminate()
        for process in running:
            await asyncio.to_thread(process.join, STOP_SECONDS)
        late = [process for process in running if process.is_alive()]
        for process in late:
            process.kill()
        for engine in self._engines.values():
            await engine.dispose()
        self._engines.clear()
        assert not late, f"{len(late)} processes did not stop"
        assert [process.exitcode for process in running] == [0] * len(running)

    async def restart_with(self, bug: str) -> None:
        """Stop, and run with a planted bug from now on."""
        await self.stop()
        self.planted = bug
        await self.start()

    @asynccontextmanager
    async def _http(self) -> AsyncIterator[httpx.AsyncClient]:
        # A client of its own each time: the connections of an earlier one may lead to a process that is no more.
        async with httpx.AsyncClient(base_url=self.address, timeout=60, trust_env=False, verify=False) as http:
            yield http

    @asynccontextmanager
    async def client(self, person: Person) -> AsyncIterator[Client]:
        async with self._http() as http:
            if time.monotonic() - person.renewed > TOKEN_SECONDS:
                await self._renew(Client(http), person)
            yield Client(http, token=person.access_token)

    @asynccontextmanager
    async def database(self, service: str) -> AsyncIterator[AsyncSession]:
        if service not in self._engines:
            self._engines[service] = create_async_engine(server_url_of(self.server_url, service))
        async with AsyncSession(self._engines[service]) as session:
            yield session

    # --- cases -----------------------------------------------------------------------------------------------------

    async def meet(self) -> None:
        """Make a brand and a creator, whose orders the next cases are: their holds and payables share accounts."""
        self._fresh.clear()
        async with self._http() as http:
            self.brand = await _person(Client(http), "brand")
            self.creator = await _person(Client(http), "creator")
            side = self._side(http, self.creator)
            await work.can_be_paid(side, currency="USD")

    async def fresh_case(self) -> Case:
        """Give an order whose draft waits for the brand's word, and new access tokens, which no cache knows."""
        if not self._fresh:
            # A few at once: more of them make the copies late, and the suite asks to try again.
            self._fresh += await asyncio.gather(*(self._prepare() for _ in range(AT_A_TIME)))
            await self._quiet([])
        async with self._http() as http:
            await self._renew(Client(http), self.brand)
            await self._renew(Client(http), self.creator)
        self.cases.append(self._fresh.pop())
        return self.cases[-1]

    async def _renew(self, visitor: Client, person: Person) -> None:
        session = await visitor.post("/sessions/refresh", {"refresh_token": person.refresh_token})
        person.access_token, person.refresh_token = session["access_token"], session["refresh_token"]
        person.renewed = time.monotonic()

    def _side(self, http: httpx.AsyncClient, person: Person) -> Side:
        return Side(PatientClient(http, token=person.access_token), person.organization, creator_id=person.creator_id)

    async def unfunded_order(self) -> dict[str, Any]:
        """Bring an order to the point where its money is missing."""
        async with self._http() as http:
            brand, creator = self._side(http, self.brand), self._side(http, self.creator)
            campaign = await work.published_campaign(brand, Client(http), currency="USD", terms={"exclusivity": None})
            await work.engaged(brand, creator, campaign)
            return await work.agreed(brand, creator, campaign, price=PRICE)

    async def fund(self, order: dict[str, Any]) -> None:
        """Bring the money of an order in."""
        async with self._http() as http:
            brand = self._side(http, self.brand)
            await work.funded(brand, order)
            await work.in_state(brand, f"/orders/{order['id']}", "active", "approved", seconds=60)

    async def _prepare(self) -> Case:
        order = await self.unfunded_order()
        await self.fund(order)
        async with self._http() as http:
            draft = await work.submitted_draft(self._side(http, self.creator), order, order["deliverables"][0])
            await work.in_state(self._side(http, self.brand), f"/drafts/{draft['id']}", "brand_review", seconds=60)
        return Case(self.brand, self.creator, OrderId(order["id"]), DeliverableId(order["deliverables"][0]["id"]), draft["id"])

    # --- points ----------------------------------------------------------------------------------------------------

    async def points(self) -> tuple[list[Point], set[Point]]:
        """Find the points that an approval passes until its money is ready, and those among them that each of three passes.

        What the loops of an idle suite pass as well is left out: there the approval has reached nothing yet.
        """
        await self._quiet([])
        async with self._recording("idle"):
            await asyncio.sleep(IDLE_SECONDS)
        idle = {name: set(places) for name, places in self._recorded("idle").items()}

        passed: list[list[Point]] = []
        for number in range(3):
            case = await self.fresh_case()
            async with self._recording(f"pass{number}"):
                await self.approve(case, fresh_key())
                await self._quiet([case])
            assert await self.violations_after([case]) == []
            passed.append(
                [
                    Point(name, place)
                    for name, places in self._recorded(f"pass{number}").items()
                    for place in _numbered(one for one in places if one not in idle[name])
                ]
            )
        return passed[0], set(passed[0]) & set(passed[1]) & set(passed[2])

    @asynccontextmanager
    async def _recording(self, what: str) -> AsyncIterator[None]:
        for part in self.parts.values():
            await part.arm(record=str(self.directory / f"{part.name}.{what}"))
        yield
        for part in self.parts.values():
            await part.arm()

    def _recorded(self, what: str) -> dict[str, list[str]]:
        files = {name: self.directory / f"{name}.{what}" for name in self.parts}
        return {name: file.read_text().splitlines() if file.exists() else [] for name, file in files.items()}

    # --- strikes ---------------------------------------------------------------------------------------------------

    async def strike(self, case: Case, point: Point) -> Outcome:
        """Kill one process at a point, start it again, repeat the request as a client would, and look."""
        part, key = self.parts[point.part], fresh_key()
        await part.arm(point=point.place)
        approving = asyncio.create_task(self.approve(case, key))
        settling = asyncio.create_task(self._quiet([case]))
        while not part.was_killed() and not settling.done():
            await asyncio.sleep(0.02)
        settling.cancel()
        struck = part.was_killed()
        if not struck:
            await part.arm()
        await approving
        await self.start()

        since = time.monotonic()
        again = await self._repeat(case, key)
        wrong = [f"the repeated request says {again}"] if again != "approved" else await self.violations_after([case])
        return Outcome(struck, wrong, time.monotonic() - since)

    @asynccontextmanager
    async def paused(self, case: Case, point: Point) -> AsyncIterator[None]:
        """Approve, and hold a process still at a point meanwhile."""
        part = self.parts[point.part]
        await part.arm(point=point.place, pause=True)
        approving = asyncio.create_task(self.approve(case, fresh_key()))
        try:
            await until(part.plan.with_suffix(".met").exists, seconds=60, what=f"{part.name} came to {point.place}")
            yield
        finally:
            await part.arm()
            await approving

    async def unlocked_release(self, case: Case) -> list[str]:
        """Hold payouts still while it releases a case's share, and say if somebody else could decide about the hold meanwhile."""
        part = "payouts" if self.in_processes else "suite"
        async with self.paused(case, Point(part, "event:draft.approved: release.locked #1")):
            could = await self._can_lock(case)
        return [f"the hold of {case.order_id} was not locked while its share was released"] if could else []

    async def _can_lock(self, case: Case) -> bool:
        async with self.database("payouts") as session:
            try:
                await session.execute(
                    text("select id from holds where order_id = :order for update nowait"), {"order": case.order_id.uuid}
                )
            except DBAPIError as error:
                if sqlstate_of(error) != LOCK_TIMEOUT:
                    raise
                return False
            finally:
                await session.rollback()
        return True

    async def approve(self, case: Case, key: str) -> str:
        """Approve as the brand; the draft's state, or how it was refused, or that no answer came."""
        async with self.client(case.brand) as client:
            try:
                answer = await client.post(f"/drafts/{case.draft_id}/approve", {"version_number": 1}, key=key)
            except httpx.TransportError:
                return "no answer"
            except Refused as refused:
                return "to be asked again" if refused.problem.get("retryable") else f"{refused.status} {refused.code}"
            return answer["state"]

    async def _repeat(self, case: Case, key: str) -> str:
        """Ask with the same key until there is an answer, for as long as something may be stuck."""
        deadline = time.monotonic() + self.longest_stuck_seconds
        while True:
            answer = await self.approve(case, key)
            if answer not in {"no answer", "to be asked again"} or time.monotonic() > deadline:
                return answer
            await asyncio.sleep(0.1)

    async def _quiet(self, cases: Sequence[Case]) -> None:
        """Return when the cases are right and have been for a moment, without asking the suite: that would pass points."""
        quiet_since = None
        while quiet_since is None or time.monotonic() - quiet_since < QUIET_SECONDS:
            await asyncio.sleep(0.2)
            if await self._wrong_inside(cases):
                quiet_since = None
            elif quiet_since is None:
                quiet_since = time.monotonic()

    # --- deliveries ------------------------------------------------------------------------------------------------

    async def keep_what_is_told(self) -> None:
        """Let review's database keep a copy of what its relay has published and deleted."""
        async with self.database("review") as session:
            await session.execute(text("create table told as select * from outbox with no data"))
            await session.execute(
                text(
                    "create function keep_told() returns trigger language plpgsql security definer as"
                    " $$ begin insert into public.told select old.*; return old; end $$"
                )
            )
            await session.execute(
                text("create trigger keep_told before delete on outbox for each row execute function keep_told()")
            )
            await session.commit()

    async def deliver_again(self, case: Case, *, times: int) -> None:
        """Let review's relay publish a case's `draft.approved` again, as the same event."""
        columns = "event_id, name, topic, key, occurred_at, traceparent, request_id, data"
        async with self.database("review") as session:
            inserted = await session.execute(
                text(
                    f"insert into outbox ({columns}) select {columns} from"
                    f" (select * from told where name = 'draft.approved' and key = :order limit 1) as one"
                    " cross join generate_series(1, :times) returning event_id"
                ),
                {"order": case.order_id, "times": times},
            )
            published = len(inserted.all())
            await session.commit()
        assert published == times, "nothing was told about this order yet"

    async def deliver_early(self, order: dict[str, Any], *, like: Case) -> Case:
        """Let review's relay publish a `draft.approved` of an order whose hold is not funded yet."""
        early = Case(like.brand, like.creator, OrderId(order["id"]), DeliverableId(order["deliverables"][0]["id"]), DraftId.new())
        async with self.database("review") as session:
            row = (
                await session.execute(
                    text("select data, topic from told where name = 'draft.approved' and key = :order"), {"order": like.order_id}
                )
            ).first()
            assert row is not None
            fact = DraftApproved.model_validate_json(row.data).model_copy(
                update={"order_id": early.order_id, "deliverable_id": early.deliverable_id, "draft_id": early.draft_id}
            )
            await session.execute(
                text(
                    "insert into outbox (event_id, name, topic, key, occurred_at, data)"
                    " values (:id, 'draft.approved', :topic, :key, now(), :data)"
                ),
                {"id": EventId.new().uuid, "topic": row.topic, "key": fact.key, "data": fact.model_dump_json().encode()},
            )
            await session.commit()
        return early

    async def until_heard(self, case: Case) -> None:
        """Wait until payouts has put an approval on record."""
        approved = "select id from shares where id = :id and approved_at is not null"
        deadline = time.monotonic() + self.longest_stuck_seconds
        while not await self._rows("payouts", approved, id=case.deliverable_id.uuid):
            assert time.monotonic() < deadline, "payouts never heard of it"
            await asyncio.sleep(0.1)

    async def until_right(self, case: Case) -> None:
        """Wait until the money of a case is right and nothing waits any more."""
        deadline = time.monotonic() + self.longest_stuck_seconds
        while wrong := [*await self.wrong_money(case), *await self._waiting()]:
            assert time.monotonic() < deadline, wrong
            await asyncio.sleep(0.1)

    # --- invariants ------------------------------------------------------------------------------------------------

    async def violations_after(self, cases: Sequence[Case]) -> list[str]:
        """Wait until nothing is wrong, for 30 s at most, and give what is."""
        deadline = time.monotonic() + self.longest_stuck_seconds
        while True:
            wrong = await self._wrong_inside(cases) or await self._wrong_outside(cases)
            if not wrong or time.monotonic() > deadline:
                return wrong
            await asyncio.sleep(0.1)

    async def _wrong_inside(self, cases: Sequence[Case]) -> list[str]:
        """Ask the databases: what waits, whether the services agree about every order there is, whether the money is right."""
        wrong = await self._waiting()
        wrong += await self._disagreements()
        for case in cases:
            wrong += await self.wrong_money(case)
        if not wrong:
            async with self.database("payouts") as session:
                wrong += [str(violation) for violation in await verify(session)]
        return wrong

    async def _waiting(self) -> list[str]:
        wrong = []
        for service in REGISTER:
            async with self.database(service) as session:
                counts = [(what, await session.scalar(text(f"select count(*) from {what}"))) for what in QUEUES]
            wrong += [f"{count} in {service}'s {what}" for what, count in counts if count]
        return wrong

    async def _disagreements(self) -> list[str]:
        """A deliverable is approved in review if and only if it is in campaigns and its share is released, in every database."""
        approved = {
            row.id for row in await self._rows("review", "select deliverable_id as id from drafts where state = 'approved'")
        }
        orders = await self._rows(
            "campaigns",
            "select d.id, d.state, d.is_released, o.id as order_id, o.released_value, o.held_value, o.hold_state"
            " from deliverables d join orders o on o.id = d.order_id",
        )
        holds = {
            row.id: row
            for row in await self._rows(
                "payouts",
                "select s.id, s.state, h.state as hold_state, h.released_value,"
                " case when h.funded_at is null then 0 else h.amount_value - h.released_value - h.refunded_value end as held_value"
                " from shares s join holds h on h.id = s.hold_id",
            )
        }
        wrong = []
        for seen in orders:
            share = holds.get(seen.id)
            if share is None:
                wrong.append(f"{seen.id} has no share")
                continue
            is_released = share.state == "released"
            if {seen.id in approved, seen.state == "approved", seen.is_released, is_released} != {is_released}:
                wrong.append(
                    f"{seen.id}: approved in review {seen.id in approved}, in campaigns {seen.state}"
                    f" and released {seen.is_released}, in payouts {share.state}"
                )
            sums = (seen.released_value, seen.held_value, seen.hold_state)
            if sums != (share.released_value, share.held_value, share.hold_state):
                wrong.append(f"{seen.order_id}: campaigns says {sums}, the hold {share.hold_state} {share.released_value}")
        if len(orders) != len(holds):
            wrong.append(f"{len(orders)} deliverables, {len(holds)} shares")
        return wrong

    async def _rows(self, service: str, query: str, **parameters: Any) -> Sequence[Any]:
        async with self.database(service) as session:
            return (await session.execute(text(query), parameters)).all()

    async def wrong_money(self, case: Case) -> list[str]:
        """One release, one payable, of the right amount, ready."""
        about = {"deliverable": case.deliverable_id.uuid}
        releases = await self._rows(
            "payouts", "select id from journal_entries where type = 'release' and deliverable_id = :deliverable", **about
        )
        payables = await self._rows(
            "payouts", "select state, amount_value from payables where deliverable_id = :deliverable", **about
        )
        wrong = []
        if len(releases) != 1:
            wrong.append(f"{len(releases)} releases")
        if [tuple(payable) for payable in payables] != [("ready", NET)]:
            wrong.append(f"payables {[tuple(payable) for payable in payables]}")
        return wrong

    async def _wrong_outside(self, cases: Sequence[Case]) -> list[str]:
        """Ask as the two sides do, and ask each service what it has not consumed."""
        try:
            return await self._lags() or [problem for case in cases for problem in await self._seen_wrong(case)]
        except (Refused, httpx.HTTPError) as error:
            return [f"no answer: {error!r}"]

    async def _lags(self) -> list[str]:
        if not self.in_processes:
            return []
        wrong = []
        async with httpx.AsyncClient(
            timeout=60, trust_env=False, headers={INTERNAL_KEY_HEADER: internal_key(Settings())}
        ) as http:
            for service in REGISTER:
                answer = await http.get(f"{self.environment[f'GREENLIGHT_{service.upper()}_URLS']}/internal/status")
                answer.raise_for_status()
                if lag := answer.json()["lag"]:
                    wrong.append(f"{service} is {lag} events behind")
        return wrong

    async def _seen_wrong(self, case: Case) -> list[str]:
        async with self.client(case.brand) as brand, self.client(case.creator) as creator:
            draft = await brand.get(f"/drafts/{case.draft_id}")
            order = await brand.get(f"/orders/{case.order_id}")
            entries = (await creator.get("/ledger/entries", order_id=case.order_id, limit=100))["data"]
        releases = [entry for entry in entries if entry["type"] == "release"]
        deliverable = order["deliverables"][0]
        wrong = []
        if draft["state"] != "approved":
            wrong.append(f"the draft is {draft['state']}")
        if deliverable["state"] != "approved" or order["amounts"]["released"]["value"] != PRICE:
            wrong.append(f"the order says {deliverable['state']}, released {order['amounts']['released']['value']}")
        if len(releases) != 1:
            wrong.append(f"the creator sees {len(releases)} releases")
        return wrong


async def _is_ready(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/readyz")).status_code == 200
    except httpx.TransportError:
        return False


async def _person(visitor: Client, type: str) -> Person:
    made = await visitor.post("/sandbox/organizations", {"type": type, "country": "US", "currency": "USD"})
    session = made["session"]
    return Person(made["organization"], made["creator_id"], session["access_token"], session["refresh_token"])


def _numbered(places: Iterator[str]) -> Iterator[str]:
    """Number each place by how often it was passed before."""
    passed: Counter[str] = Counter()
    for place in places:
        passed[place] += 1
        yield f"{place} #{passed[place]}"


async def until(is_so: Any, *, seconds: float, what: str) -> None:
    """Wait for something that must happen. Raises `TimeoutError`."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"it never happened that {what}")
        await asyncio.sleep(0.01)
