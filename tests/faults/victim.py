"""A process of the suite that ends itself by SIGKILL, or stands still, at a chosen point of the money path.

A point lies before every statement, before and after every commit, every send, fetch and commit of the bus and every call from
process to process, and wherever the code names one. After a statement there is none: nothing leaves the process between it and the
next point of the same work, so a crash there leaves behind what a crash at that point does.

SIGUSR1 lets it read its plan, a JSON file: `{"record": path}` writes the name of each point passed; `{"point": "name #n"}` strikes
where the name is passed for the n-th time; `"pause": true` lets it stand still there instead, until the next plan. It may run
with a planted bug, so that the harness can show that it finds it.
"""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from services import REGISTER
from shared import acting, faults

PRELOADED = [
    "__main__",
    "uvloop",
    "uvicorn.lifespan.off",
    "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.auto",
    "asyncpg",
    "shared.bus.kafka",
    "services.__main__",
    *(f"services.{name}.app" for name in REGISTER),
    "gateway.app",
    __name__,
]
"""What the server of forks has imported, so that a start after a kill costs no imports."""


class Plan:
    """What is to happen at which point."""

    file: Path
    armed = False
    record: Path | None = None
    point: str | None = None
    pauses = False
    passed: Counter[str] = Counter()


def read_the_plan(*_: Any) -> None:
    plan = json.loads(Plan.file.read_text())
    Plan.armed, Plan.passed = bool(plan), Counter()
    Plan.record = Path(plan["record"]) if "record" in plan else None
    Plan.point, Plan.pauses = plan.get("point"), plan.get("pause", False)
    Plan.file.with_suffix(".read").write_text("read")


def at(name: str) -> bool:
    """Pass a point: strike where the plan says so, or say that this is the place to pause."""
    if not Plan.armed:
        return False
    Plan.passed[name] += 1
    if Plan.record is not None:
        with Plan.record.open("a") as record:
            record.write(f"{name}\n")
    if Plan.point != f"{name} #{Plan.passed[name]}":
        return False
    if not Plan.pauses:
        os.kill(os.getpid(), signal.SIGKILL)
    return True


async def at_named(name: str) -> None:
    if at(f"{where()}: {name}"):
        point = Plan.point
        Plan.file.with_suffix(".met").write_text("met")
        while Plan.point == point:
            await asyncio.sleep(0.01)


def where() -> str:
    """Tell whose work this is: a request's, an event's, else the function that the task began with."""
    if acting.caller.get() is not None:
        return "request"
    if (actor := acting.actor()) != "system":
        return actor
    try:
        task = asyncio.current_task()
    except RuntimeError:
        return "no task"
    return getattr(task.get_coro(), "__qualname__", "?") if task is not None else "no task"


# --- every way out of the process -----------------------------------------------------------------------------------


def watch_the_database() -> None:
    @event.listens_for(Engine, "before_cursor_execute")
    def before(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        at(f"{connection.engine.url.database} {where()}: before {' '.join(statement.split())[:60]}")

    @event.listens_for(Engine, "commit")
    def commit(connection: Any) -> None:
        at(f"{connection.engine.url.database} {where()}: before commit")

    @event.listens_for(Session, "after_commit")
    def committed(session: Any) -> None:
        at(f"{session.get_bind().url.database} {where()}: after commit")


def watch(owner: Any, method: str, *, after: Callable[[Any], bool] = lambda _result: True) -> None:
    """Make points before and after an asynchronous method."""
    original, name = getattr(owner, method), f"{owner.__name__}.{method}"

    @wraps(original)
    async def watched(*args: Any, **how: Any) -> Any:
        at(f"{where()}: before {name}")
        result = await original(*args, **how)
        if after(result):
            at(f"{where()}: after {name}")
        return result

    setattr(owner, method, watched)


def watch_the_bus_and_the_calls() -> None:
    import httpx
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

    from gateway.upstream import Connection
    from shared.bus.local import LocalBus

    watch(LocalBus, "publish")
    watch(AIOKafkaProducer, "send")
    watch(AIOKafkaConsumer, "commit")
    watch(AIOKafkaConsumer, "getmany", after=bool)
    watch(httpx.AsyncClient, "send")
    watch(Connection, "ask")


# --- planted bugs ---------------------------------------------------------------------------------------------------


def emit_after_commit() -> None:
    """A dual write: the fact is told once the transaction is over, in another one."""
    from sqlalchemy import insert
    from sqlalchemy.ext.asyncio import AsyncSession

    from shared import outbox
    from shared.clock import clock
    from shared.events import EventId

    async def emit(session: AsyncSession, *facts: Any) -> None:
        await session.flush()
        bind = session.bind
        rows = [
            {
                "event_id": EventId.new().uuid,
                "name": fact.wire_name,
                "topic": fact.topic,
                "key": fact.key,
                "occurred_at": clock.now(),
                "data": fact.model_dump_json().encode(),
            }
            for fact in facts
        ]

        async def write() -> None:
            at(f"planted: the late write of {', '.join(row['name'] for row in rows)}")
            async with AsyncSession(bind) as late:
                await late.execute(insert(outbox.outbox), rows)
                await late.commit()

        loop = asyncio.get_running_loop()
        event.listen(session.sync_session, "after_commit", lambda _s: loop.create_task(write()), once=True)

    for module in list(sys.modules.values()):
        if getattr(module, "emit", None) is outbox.emit and module is not outbox:
            module.emit = emit  # type: ignore[attr-defined]
    outbox.emit = emit  # type: ignore[assignment]


def offset_before_handler() -> None:
    """What is handed over is forgotten before it is handled: the outbox's rows, or the partition's offset."""
    from sqlalchemy import delete, select

    from shared import outbox
    from shared.bus.kafka import member
    from shared.bus.local import LocalBus

    publish_and_delete = outbox.Relay._publish_batch

    async def publish(self: Any, connection: Any) -> bool:
        if not isinstance(self._bus, LocalBus):
            return await publish_and_delete(self, connection)
        rows = (await connection.execute(select(outbox.outbox).order_by(outbox.outbox.c.sequence).limit(100))).all()
        if not rows:
            return False
        await connection.execute(delete(outbox.outbox).where(outbox.outbox.c.sequence.in_([row.sequence for row in rows])))
        await self._bus.publish([self._envelope(row) for row in rows])
        return True

    work_off = member.Member._work_off

    async def commit_and_work_off(self: Any, place: Any) -> None:
        if waiting := self._waiting[place]:
            await self._consumer.commit({place: waiting[-1].offset + 1})
        await work_off(self, place)

    outbox.Relay._publish_batch = publish  # type: ignore[method-assign]
    member.Member._work_off = commit_and_work_off  # type: ignore[method-assign]


def release_without_lock() -> None:
    """The hold is read, and not locked, before its share is released."""
    from services.payouts.holds import queries
    from services.payouts.holds.models import Hold

    async def unlocked(session: Any, order_ids: Any) -> Any:
        query = queries.select(Hold).where(Hold.order_id.in_(order_ids)).options(*queries._WHOLE)
        return {hold.order_id: hold for hold in await session.scalars(query.execution_options(**queries._FRESH))}

    queries.holds_of_orders_for_update = unlocked  # type: ignore[assignment]


BUGS = {function.__name__: function for function in (emit_after_commit, offset_before_handler, release_without_lock)}


# --- the process ----------------------------------------------------------------------------------------------------


def run(parts: Sequence[str], environment: dict[str, str], plan: str, log: str, planted: str | None) -> None:
    """Run the suite, or parts of it, like `python -m services run PART …`."""
    os.environ.clear()
    os.environ.update(environment)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)

    from services.__main__ import commands

    if planted is not None:
        for name in parts:
            __import__(f"services.{name}.app" if name != "gateway" else "gateway.app")
        BUGS[planted]()
    Plan.file = Path(plan)
    faults.arm(at_named)
    watch_the_database()
    watch_the_bus_and_the_calls()
    signal.signal(signal.SIGUSR1, read_the_plan)
    sys.argv = ["services", "run", *parts]
    commands()
