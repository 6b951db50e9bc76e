"""Durable timers: commands that the business clock gives, in the order of their due times."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, TypeVar

import structlog
from prometheus_client import Counter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session as SyncSession

from shared import acting, faults, tracing
from shared.clock import clock
from shared.db import plumbing

logger = structlog.get_logger(__name__)

timers = Table(
    "timers",
    plumbing,
    Column("sequence", BigInteger, Identity(always=True), primary_key=True),
    Column("name", String, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("retry_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("last_error", Text),
    Column("traceparent", String),
    Column("request_id", String),
    Index("timers_due", "due_at", "sequence"),
)

_SET = insert(timers).inline()

fired = Counter("greenlight_timers_fired_total", "Timers whose command ran.", ["service", "timer"])

POLL_SECONDS = 5.0
"""How long a timer that another process set may stay unseen."""
RETRY_POLL_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 30.0


class Timer(BaseModel):
    """A command for a later time. It acts only if its due time is still the row's own (`shared.states.due`)."""

    model_config = ConfigDict(frozen=True)

    name: ClassVar[str]

    def __init_subclass__(cls, **_declaration: Any) -> None:
        """Take the declaration: pydantic hands it to the hook below once the fields are known."""
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(cls, *, name: str, **kwargs: Any) -> None:
        """Name the timer in the database: the name must never change while one is set."""
        super().__pydantic_init_subclass__(**kwargs)
        cls.name = name


T = TypeVar("T", bound=Timer)
Command = Callable[[AsyncSession, T, datetime], Awaitable[None]]


@dataclass
class Commands:
    """What one service does when its timers are due."""

    of_timer: dict[str, tuple[type[Timer], Command[Any]]] = field(default_factory=dict)

    def due(self, timer: type[T]) -> Callable[[Command[T]], Command[T]]:
        """Run a command at its time, in one transaction with the timer's end; it is given the timer and its due time."""

        def register(command: Command[T]) -> Command[T]:
            if timer.name in self.of_timer:
                message = f"the timer {timer.name!r} has two commands"
                raise TypeError(message)
            self.of_timer[timer.name] = (timer, command)
            return command

        return register


async def at(session: AsyncSession, due_at: datetime, timer: Timer) -> None:
    """Set a timer with this transaction, or not at all."""
    await session.execute(
        _SET,
        {
            "name": type(timer).name,
            "due_at": due_at,
            "payload": timer.model_dump(mode="json"),
            "traceparent": tracing.current.get(),
            "request_id": acting.request_id.get(),
        },
    )
    session.info["timer_set"] = min(due_at, session.info.get("timer_set", due_at))


@sqlalchemy_event.listens_for(SyncSession, "after_commit")
def _hint_the_loop(session: SyncSession) -> None:
    earliest: datetime | None = session.info.pop("timer_set", None)
    loop: TimerLoop | None = session.info.get("timers")
    if loop and earliest and (earliest - clock.now()).total_seconds() < POLL_SECONDS:
        loop.hint()  # before it looks again by itself


@sqlalchemy_event.listens_for(SyncSession, "after_rollback")
def _forget_the_hint(session: SyncSession) -> None:
    session.info.pop("timer_set", None)


class TimerLoop:
    """Runs one service's due timers, earliest first; several replicas share them."""

    def __init__(self, service: str, sessions: async_sessionmaker[AsyncSession], commands: Commands) -> None:
        self._service, self._sessions, self._commands = service, sessions, commands
        self._hint = asyncio.Event()
        self.fired = 0

    def hint(self) -> None:
        """Say that the clock has moved, or that a timer was set."""
        self._hint.set()

    async def run(self) -> None:
        """Run what falls due until cancelled."""
        while True:
            try:
                seconds = await self._run_due()
            except Exception as error:  # the database is away: timers stay set
                logger.warning("timers_failed", service=self._service, error=repr(error))
                seconds = RETRY_POLL_SECONDS
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._hint.wait()
            self._hint.clear()

    async def _run_due(self) -> float:
        """Run what is due, and tell for how many seconds nothing will be."""
        while (seconds := await self._seconds_to_the_next()) <= 0:
            if not await self.run_next():
                # What is due has failed and waits for its next try, or is in the hands of another replica.
                return RETRY_POLL_SECONDS
            while await self.run_next():
                pass
        return min(seconds, POLL_SECONDS)

    async def _seconds_to_the_next(self) -> float:
        async with self._sessions() as session:
            earliest = await earliest_due(session)
        return (earliest - clock.now()).total_seconds() if earliest else POLL_SECONDS

    async def run_next(self) -> bool:
        """Run the earliest due timer; say whether there was one."""
        row: Any = None
        try:
            async with self._sessions() as session, session.begin():
                row = (
                    await session.execute(
                        select(timers)
                        .where(timers.c.due_at <= clock.now(), timers.c.retry_at <= func.clock_timestamp())
                        .order_by(timers.c.due_at, timers.c.sequence)
                        .limit(1)
                        .with_for_update(skip_locked=True)
                    )
                ).first()
                if row is None:
                    return False
                timer, command = self._commands.of_timer[row.name]
                # Days may lie between: a trace of its own, with a link to the one in which it was set.
                with (
                    acting.on_behalf_of(row.request_id, trace=None),
                    acting.acting_as(f"timer:{row.name}", others=[row.traceparent]),
                ):
                    await command(session, timer.model_validate(row.payload), row.due_at)
                await session.execute(delete(timers).where(timers.c.sequence == row.sequence))
                await faults.point("timer.before_commit")
        except Exception as error:
            if row is None:
                raise
            await self._put_off(row, error)
        else:
            self.fired += 1
            fired.labels(self._service, row.name).inc()
        return True

    async def _put_off(self, row: Any, error: Exception) -> None:
        logger.error("timer_failed", service=self._service, timer=row.name, failures=row.failures + 1, error=repr(error))
        pause = min(0.1 * 2 ** min(row.failures, 10), LONGEST_PAUSE_SECONDS)
        async with self._sessions() as session, session.begin():
            await session.execute(
                update(timers)
                .where(timers.c.sequence == row.sequence)
                .values(
                    failures=timers.c.failures + 1,
                    retry_at=func.clock_timestamp() + text(f"interval '{pause} seconds'"),
                    last_error=repr(error)[:2000],
                )
            )


async def earliest_due(session: AsyncSession) -> datetime | None:
    """Tell when the next timer is due, in business time."""
    return await session.scalar(select(func.min(timers.c.due_at)))


async def count_due(session: AsyncSession) -> int:
    """Count the timers that are due now and have not run."""
    return await session.scalar(select(func.count()).select_from(timers).where(timers.c.due_at <= clock.now())) or 0
