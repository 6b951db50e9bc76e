"""How the clock moves: in hops to the earliest due timer of any service, with quiet before each hop and before the answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from services.sandbox.clock import queries
from services.sandbox.clock.durations import has_calendar_units, parse_duration
from services.sandbox.clock.models import BusinessClock
from services.sandbox.clock.schemas import ClockOut
from services.sandbox.clock.suite import Replica, Standing, hear
from shared.clock import clock, real_now
from shared.errors import Invalid, Problem
from shared.service import Context

LONGEST = timedelta(days=400)
MOST_SECONDS = 55.0
"""Real time that one call may take: below the minute after which a gateway gives up."""
AWAY_SECONDS = 8.0
"""How long a replica may fail to answer before the clock stops waiting for it."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.005, 0.1


class ClockBusy(Problem, status=503, code="clock_busy", retryable=True):
    """The suite does not come to rest: the clock stays where it got, and `waiting_for` says why. Ask the same again to go on."""


def duration_of(text: str) -> timedelta:
    """Read how far the clock is to move. Raises `Invalid`."""
    duration = parse_duration(text)
    if duration is None:
        if has_calendar_units(text):
            raise Invalid.at("/duration", "duration_calendar_unit", "years and months have no fixed length: say weeks or days")
        raise Invalid.at("/duration", "duration_form", "an ISO 8601 duration such as P7D or PT36H, and not a negative one")
    if not duration:
        raise Invalid.at("/duration", "duration_zero", "the clock moves forward, by more than nothing")
    if duration > LONGEST:
        raise Invalid.at("/duration", "duration_too_long", "at most P400D at once", maximum="P400D")
    return duration


async def start(session: AsyncSession) -> timedelta:
    """See that there is a clock, and read its offset."""
    now = real_now()
    new = insert(BusinessClock).values(id=1, offset_microseconds=0, fired=0, created_at=now, updated_at=now)
    await session.execute(new.on_conflict_do_nothing())
    return (await queries.business_clock_for_update(session)).offset


async def read(session: AsyncSession) -> ClockOut:
    """Tell the time."""
    row = await queries.business_clock(session)
    return ClockOut(now=real_now() + (row.offset if row else timedelta(0)), fired=row.fired if row else 0)


async def advance(context: Context[Any], by: timedelta) -> ClockOut:
    """Move the clock, and answer when all that fell due has happened everywhere. Raises `ClockBusy`."""
    until = monotonic() + MOST_SECONDS
    try:
        async with _the_hand(context, until=until):
            return await _Move(context, until=until).by(by)
    except SQLAlchemyError as error:
        # The database went away in the middle: what was committed stands, and doing it all again would move the clock twice.
        raise ClockBusy from error


@asynccontextmanager
async def _the_hand(context: Context[Any], *, until: float) -> AsyncIterator[None]:
    """Let one caller at a time move the clock. The lock belongs to a connection, so it ends with whoever holds it."""
    engine = context.sessions().bind
    assert isinstance(engine, AsyncEngine)
    while monotonic() < until:
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            if await queries.try_to_take_the_hand(connection):
                try:
                    yield
                except BaseException:
                    # Whatever happened, a lock must not stay behind on a pooled connection.
                    await connection.invalidate()
                    raise
                await queries.give_the_hand_back(connection)
                return
        await asyncio.sleep(LONGEST_PAUSE)
    raise ClockBusy("Somebody else moves the clock.", headers={"Retry-After": "1"}, waiting_for=[])


class _Move:
    """One move of the clock."""

    def __init__(self, context: Context[Any], *, until: float) -> None:
        self._context, self._until = context, until
        self._offset = timedelta(0)
        self._fired = 0
        self._fired_by: dict[Replica, int] = {}

    async def by(self, duration: timedelta) -> ClockOut:
        """Hop to each due time up to the new one, in their order."""
        goal = await self._aim(duration)
        while True:
            due = await self._quiet()
            if due is None or due > real_now() + goal:
                break
            # Real time goes on meanwhile: what is due by now has been waited for already.
            await self._set(max(self._offset, due - real_now()))
        await self._set(goal)
        await self._quiet()
        async with self._context.step() as session:
            row = await queries.business_clock_for_update(session)
            row.fired, row.goal_microseconds, row.goal_by_microseconds = self._fired, None, None
        return ClockOut(now=clock.now(), fired=self._fired)

    async def _aim(self, duration: timedelta) -> timedelta:
        """Choose the offset to arrive at: a move that was broken off is gone on with when the same is asked again."""
        async with self._context.step() as session:
            row = await queries.business_clock_for_update(session)
            self._offset = row.offset
            by = _microseconds(duration)
            if row.goal_microseconds is not None and row.goal_by_microseconds == by:
                self._fired = row.fired
                return timedelta(microseconds=row.goal_microseconds)
            row.fired, row.goal_microseconds, row.goal_by_microseconds = 0, row.offset_microseconds + by, by
            return self._offset + duration

    async def _set(self, offset: timedelta) -> None:
        """Write the new offset before anybody is told: a process that starts now must not read the old one later."""
        async with self._context.step() as session:
            row = await queries.business_clock_for_update(session)
            if row.offset != self._offset:
                raise ClockBusy("Somebody else has moved the clock.", headers={"Retry-After": "1"}, waiting_for=[])
            row.offset_microseconds = _microseconds(offset)
            row.fired = self._fired
        self._offset = offset

    async def _quiet(self) -> datetime | None:
        """Wait until everybody knows the offset and nobody has anything to do, twice in a row; tell the earliest due time."""
        before: list[tuple[Any, ...]] | None = None
        among: set[Replica] | None = None
        answered_at, pause, all_know = monotonic(), SHORTEST_PAUSE, False
        while True:
            standings = await hear(self._context.peers, offset=None if all_know else self._offset, among=among)
            self._count(standings)
            busy = {standing.key for standing in standings if not standing.is_quiet}
            # Who did not answer may start just now with an old offset; who has a timer due is told to look at once.
            all_know = all(standing.status is not None and not standing.status.timers_due for standing in standings)
            if all(standing.status for standing in standings):
                answered_at = monotonic()
            if monotonic() > min(self._until, answered_at + AWAY_SECONDS):
                raise _busy(standings)

            if busy:
                # Only they are asked until they are done; then everybody is, as they may have given others work.
                before, among = None, busy
                await asyncio.sleep(pause)
                pause = min(pause * 1.5, LONGEST_PAUSE)
            elif among is not None:
                among = None
            else:
                marks = [standing.marks for standing in standings]
                if marks == before:
                    return min((standing.next_due_at for standing in standings if standing.next_due_at), default=None)
                before = marks

    def _count(self, standings: list[Standing]) -> None:
        """Count the timers that ran since the move began. A replica that started anew counts from nothing."""
        for standing in standings:
            if standing.status is None:
                continue
            fired = standing.status.timers_fired
            last = self._fired_by.get(standing.key, fired)
            self._fired += fired - last if fired >= last else fired
            self._fired_by[standing.key] = fired


def _busy(standings: list[Standing]) -> ClockBusy:
    waiting_for = [standing.told() for standing in standings if not standing.is_quiet]
    names = ", ".join(sorted({standing["service"] for standing in waiting_for}))
    return ClockBusy(f"Not at rest: {names or 'the suite'}.", headers={"Retry-After": "1"}, waiting_for=waiting_for)


def _microseconds(duration: timedelta) -> int:
    return duration // timedelta(microseconds=1)
