"""Durable tasks: calls to the outside world, made after the commit that wants them, until they succeed.

A task runs outside any transaction, at least once, under a lease. It works in steps: claim and commit, call with an
idempotency key, record and commit.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

import structlog
from pydantic import BaseModel, ConfigDict
from sqlalchemy import (
    BigInteger,
    Column,
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
    text,
    update,
)
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session as SyncSession

from shared import acting, faults
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
)

POLL_SECONDS = 0.5
LEASE_SECONDS = 30
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
    """Ask for a task with this transaction, or not at all."""
    await session.execute(insert(tasks).values(name=type(task).name, payload=task.model_dump(mode="json")))
    session.info["asked"] = True


@sqlalchemy_event.listens_for(SyncSession, "after_commit")
def _hint_the_loop(session: SyncSession) -> None:
    if session.info.pop("asked", False) and (loop := session.info.get("tasks")):
        loop.hint()


@sqlalchemy_event.listens_for(SyncSession, "after_rollback")
def _forget_the_hint(session: SyncSession) -> None:
    session.info.pop("asked", None)


class TaskLoop:
    """Does one service's tasks, some at once; several replicas share them."""

    def __init__(self, service: str, sessions: async_sessionmaker[AsyncSession], works: Works, context: Any) -> None:
        self._service, self._sessions, self._works, self._context = service, sessions, works, context
        self._hint = asyncio.Event()

    def hint(self) -> None:
        """Say that there is something to do."""
        self._hint.set()

    async def run(self) -> None:
        """Do what is asked until cancelled: one looks for work, several do it."""
        slots = asyncio.Semaphore(MOST_AT_ONCE)
        async with asyncio.TaskGroup() as workers:
            while True:
                await slots.acquire()
                row = await self._next()
                if row is None:
                    slots.release()
                    await self._wait()
                    continue
                work = workers.create_task(self._do(row))
                work.add_done_callback(lambda _: slots.release())

    async def _next(self) -> Any:
        try:
            return await self._lease()
        except Exception as error:  # the database is away: tasks stay asked
            logger.warning("tasks_failed", service=self._service, error=repr(error))
            return None

    async def _wait(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS):
                await self._hint.wait()
        self._hint.clear()

    async def run_next(self) -> bool:
        """Do the oldest task that nobody has; say whether there was one."""
        row = await self._lease()
        if row is not None:
            await self._do(row)
        return row is not None

    async def _do(self, row: Any) -> None:
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
                    update(tasks)
                    .where(tasks.c.sequence == oldest)
                    .values(run_at=func.clock_timestamp() + text(f"interval '{LEASE_SECONDS} seconds'"))
                    .returning(tasks)
                )
            ).first()

    async def _put_off(self, row: Any, error: Exception) -> None:
        logger.warning("task_failed", service=self._service, task=row.name, failures=row.failures + 1, error=repr(error))
        pause = min(0.1 * 2 ** min(row.failures, 10), LONGEST_PAUSE_SECONDS)
        async with self._sessions() as session, session.begin():
            await session.execute(
                update(tasks)
                .where(tasks.c.sequence == row.sequence)
                .values(
                    failures=tasks.c.failures + 1,
                    run_at=func.clock_timestamp() + text(f"interval '{pause} seconds'"),
                    last_error=repr(error)[:2000],
                )
            )


async def count_asked(session: AsyncSession) -> int:
    """Count the tasks that are not done."""
    return await session.scalar(select(func.count()).select_from(tasks)) or 0
