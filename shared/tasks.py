"""Durable tasks: calls to the outside world, made after the commit that wants them, until they succeed.

A task runs outside any transaction, at least once, under a lease that is renewed while its process lives. It works in steps:
claim and commit, call with an idempotency key, record and commit.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

import structlog
from pydantic import BaseModel, ConfigDict
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Identity,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session as SyncSession

from shared import acting, faults, tracing
from shared.db import plumbing

logger = structlog.get_logger(__name__)

tasks = Table(
    "tasks",
    plumbing,
    Column("sequence", BigInteger, Identity(always=True), primary_key=True),
    Column("name", String, nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("run_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp(), index=True),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("last_error", Text),
    Column("traceparent", String),
    Column("request_id", String),
)

POLL_SECONDS = 2.0
LEASE_SECONDS = 6
"""A dead process's tasks are another's after so long."""
LONGEST_PAUSE_SECONDS = 30.0
MOST_AT_ONCE = 4


class Task(BaseModel):
    """A call to the outside that a transaction asks for."""

    model_config = ConfigDict(frozen=True)

    name: ClassVar[str]

    def __init_subclass__(cls, **_declaration: Any) -> None:
        """Take the declaration: pydantic hands it to the hook below once the fields are known."""
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(cls, *, name: str, **kwargs: Any) -> None:
        """Name the task in the database: the name must never change while one waits."""
        super().__pydantic_init_subclass__(**kwargs)
        cls.name = name


_WORK = (tasks.c.sequence, tasks.c.name, tasks.c.payload, tasks.c.failures, tasks.c.traceparent, tasks.c.request_id)

T = TypeVar("T", bound=Task)
Work = Callable[[Any, T], Awaitable[None]]


@dataclass
class Works:
    """How one service does its tasks."""

    of_task: dict[str, tuple[type[Task], Work[Any]]] = field(default_factory=dict)

    def does(self, task: type[T]) -> Callable[[Work[T]], Work[T]]:
        """Do a task: the function is given the service's `Context` and the task, and must stand being run twice."""

        def register(work: Work[T]) -> Work[T]:
            if task.name in self.of_task:
                message = f"the task {task.name!r} is done twice"
                raise TypeError(message)
            self.of_task[task.name] = (task, work)
            return work

        return register


async def ask(session: AsyncSession, task: Task) -> None:
    """Ask for a task with this transaction, or not at all. Once committed, the process that asked begins it without a poll."""
    loop: TaskLoop | None = session.info.get("tasks")
    lease = LEASE_SECONDS if loop else 0
    row = (
        await session.execute(
            insert(tasks)
            .values(
                name=type(task).name,
                payload=task.model_dump(mode="json"),
                run_at=_after(lease),
                traceparent=tracing.current.get(),
                request_id=acting.request_id.get(),
            )
            .returning(*_WORK)
        )
    ).one()
    session.info.setdefault("asked", []).append(row)


async def attend(session: AsyncSession, *, seconds: float) -> None:
    """Wait until what this session has asked for and committed was tried, for so many seconds at most; it goes on without us."""
    loop: TaskLoop | None = session.info.get("tasks")
    if loop:
        await loop.attend(session.info.pop("handed", []), seconds=seconds)


@sqlalchemy_event.listens_for(SyncSession, "after_commit")
def _hand_to_the_loop(session: SyncSession) -> None:
    asked = session.info.pop("asked", [])
    if asked and (loop := session.info.get("tasks")):
        loop.take(asked)
        session.info.setdefault("handed", []).extend(asked)


@sqlalchemy_event.listens_for(SyncSession, "after_rollback")
def _forget(session: SyncSession) -> None:
    session.info.pop("asked", None)


class TaskLoop:
    """Does one service's tasks, some at once; several replicas share them."""

    def __init__(self, service: str, sessions: async_sessionmaker[AsyncSession], works: Works, context: Any) -> None:
        self._service, self._sessions, self._works, self._context = service, sessions, works, context
        self._hint = asyncio.Event()
        self._slots = asyncio.Semaphore(MOST_AT_ONCE)
        self._next: dict[int, Any] = {}
        self._working: dict[int, asyncio.Task[None]] = {}

    def take(self, rows: Sequence[Any]) -> None:
        """Begin these tasks, which this process has leased while it asked for them."""
        self._next.update({row.sequence: row for row in rows})
        self._hint.set()

    async def attend(self, rows: Sequence[Any], *, seconds: float) -> None:
        """Do these tasks before any other, and wait until each was tried, for so many seconds at most."""
        for row in rows:
            if self._next.pop(row.sequence, None) is not None:
                self._start(row)
        trying = [self._working[row.sequence] for row in rows if row.sequence in self._working]
        if trying:
            await asyncio.wait(trying, timeout=seconds)

    async def run(self) -> None:
        """Do what is asked until cancelled: one looks for work, several do it."""
        renewing = asyncio.create_task(self._renew_leases())
        try:
            while True:
                await self._slots.acquire()
                row = await self._find()
                if row is None:
                    self._slots.release()
                    await self._wait()
                else:
                    self._start(row).add_done_callback(lambda _: self._slots.release())
        finally:
            unfinished = [renewing, *self._working.values()]
            for one in unfinished:
                one.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    def _start(self, row: Any) -> asyncio.Task[None]:
        work = asyncio.create_task(self._do(row))
        self._working[row.sequence] = work
        work.add_done_callback(lambda _: self._working.pop(row.sequence, None))
        return work

    async def _find(self) -> Any:
        try:
            return await self._take_or_lease()
        except Exception as error:  # the database is away: tasks stay asked
            logger.warning("tasks_failed", service=self._service, error=repr(error))
            return None

    async def _take_or_lease(self) -> Any:
        if self._next:
            return self._next.pop(next(iter(self._next)))
        return await self._lease()

    async def _wait(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS):
                await self._hint.wait()
        self._hint.clear()

    async def run_next(self) -> bool:
        """Do the oldest task that nobody else has; say whether there was one."""
        row = await self._take_or_lease()
        if row is not None:
            await self._do(row)
        return row is not None

    async def _do(self, row: Any) -> None:
        # It follows at once from what asked for it, so it is a part of that trace.
        with acting.on_behalf_of(row.request_id, trace=row.traceparent):
            await self._try(row)

    async def _try(self, row: Any) -> None:
        try:
            try:
                task, work = self._works.of_task[row.name]
                await faults.point("task.leased")
                with acting.acting_as(f"task:{row.name}"):
                    await work(self._context, task.model_validate(row.payload))
                await faults.point("task.done")
            except Exception as error:  # whatever it is, the task is tried again
                await self._put_off(row, error)
            else:
                async with self._sessions() as session, session.begin():
                    await session.execute(delete(tasks).where(tasks.c.sequence == row.sequence))
        except Exception as error:  # the database is away: the lease runs out, and the task is done again
            logger.warning("task_not_recorded", service=self._service, task=row.name, error=repr(error))

    async def _lease(self) -> Any:
        oldest = (
            select(tasks.c.sequence)
            .where(tasks.c.run_at <= func.clock_timestamp())
            .order_by(tasks.c.run_at)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        async with self._sessions() as session, session.begin():
            return (
                await session.execute(
                    update(tasks).where(tasks.c.sequence == oldest).values(run_at=_after(LEASE_SECONDS)).returning(*_WORK)
                )
            ).first()

    async def _renew_leases(self) -> None:
        """Keep what this process has in hand: only a dead process's leases run out."""
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            if held := [*self._next, *self._working]:
                try:
                    async with self._sessions() as session, session.begin():
                        await session.execute(
                            update(tasks).where(tasks.c.sequence.in_(held)).values(run_at=_after(LEASE_SECONDS))
                        )
                except Exception as error:  # the database is away: what runs out is done again, which every task stands
                    logger.warning("leases_not_renewed", service=self._service, error=repr(error))

    async def _put_off(self, row: Any, error: Exception) -> None:
        logger.warning("task_failed", service=self._service, task=row.name, failures=row.failures + 1, error=repr(error))
        pause = min(0.1 * 2 ** min(row.failures, 10), LONGEST_PAUSE_SECONDS)
        async with self._sessions() as session, session.begin():
            await session.execute(
                update(tasks)
                .where(tasks.c.sequence == row.sequence)
                .values(failures=tasks.c.failures + 1, run_at=_after(pause), last_error=repr(error)[:2000])
            )
        asyncio.get_running_loop().call_later(pause, self._hint.set)


def _after(seconds: float) -> ColumnElement[Any]:
    return func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, seconds)


async def count_asked(session: AsyncSession) -> int:
    """Count the tasks that are not done."""
    return await session.scalar(select(func.count()).select_from(tasks)) or 0
