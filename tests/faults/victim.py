"""Runs the suite like `python -m services run …`, and ends itself by SIGKILL at a chosen point of the money path.

SIGUSR1 lets it read the plan (JSON in the file that FAULT_PLAN names): `{"record": true}` writes the name of each point passed to
`<plan>.points`; `{"number": n}` strikes at the n-th. PLANTED names a bug to run with, so that the harness can show that it finds it.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from shared import acting, faults

PLAN = Path(os.environ["FAULT_PLAN"])


class Plan:
    """What is to happen at which point."""

    armed = False
    recording = False
    number = -1
    passed = 0


def read_the_plan(*_: Any) -> None:
    plan = json.loads(PLAN.read_text())
    Plan.armed, Plan.passed = bool(plan), 0
    Plan.recording, Plan.number = plan.get("record", False), plan.get("number", -1)
    PLAN.with_suffix(".read").write_text("read")


def at(name: str) -> None:
    if not Plan.armed:
        return
    Plan.passed += 1
    if Plan.recording:
        with PLAN.with_suffix(".points").open("a") as points:
            points.write(f"{name}\n")
    if Plan.passed == Plan.number:
        os.kill(os.getpid(), signal.SIGKILL)


async def at_named(name: str) -> None:
    """A named point counts where the money path passes: in a request, in an event's work, in the relay with something to carry."""
    if (
        acting.caller.get() is not None
        or not acting.actor().startswith("system")
        or name.startswith(("relay", "consumer", "request"))
    ):
        at(name)


def on_the_path() -> bool:
    return acting.caller.get() is not None or acting.actor().startswith("event:")


def watch_the_database() -> None:
    @event.listens_for(Engine, "before_cursor_execute")
    def before(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if on_the_path():
            at(f"before {' '.join(statement.split())[:60]}")

    @event.listens_for(Engine, "after_cursor_execute")
    def after(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if on_the_path():
            at(f"after {' '.join(statement.split())[:60]}")

    @event.listens_for(Engine, "commit")
    def commit(_connection: Any) -> None:
        if on_the_path():
            at("at commit")


def plant(bug: str) -> None:
    """Run with a known bug: what the harness must find."""
    if bug == "emit_after_commit":
        _emit_after_commit()
    elif bug == "offset_before_handler":
        _offset_before_handler()
    elif bug:
        raise SystemExit(f"no such bug: {bug}")


def _emit_after_commit() -> None:
    """A dual write: the fact is told once the transaction is over, in another one."""
    import asyncio

    from sqlalchemy import event as hooks
    from sqlalchemy import insert
    from sqlalchemy.ext.asyncio import AsyncSession

    from shared import outbox
    from shared.clock import clock
    from shared.events import EventId

    async def emit(session: AsyncSession, fact: Any) -> None:
        await session.flush()
        bind = session.bind
        row = {
            "event_id": EventId.new().uuid,
            "name": fact.wire_name,
            "topic": fact.topic,
            "key": fact.key,
            "occurred_at": clock.now(),
            "data": fact.model_dump_json().encode(),
        }

        async def write() -> None:
            at("planted: before the late write")
            async with AsyncSession(bind) as late:
                await late.execute(insert(outbox.outbox).values(row))
                await late.commit()

        loop = asyncio.get_running_loop()
        hooks.listen(session.sync_session, "after_commit", lambda _s: loop.create_task(write()), once=True)

    outbox.emit = emit  # type: ignore[assignment]


def _offset_before_handler() -> None:
    """The relay forgets its rows before they are handled."""
    from sqlalchemy import delete, select

    from shared import outbox

    async def publish(self: Any, connection: Any) -> bool:
        rows = (await connection.execute(select(outbox.outbox).order_by(outbox.outbox.c.sequence).limit(100))).all()
        if not rows:
            return False
        await connection.execute(delete(outbox.outbox).where(outbox.outbox.c.sequence.in_([row.sequence for row in rows])))
        await self._bus.publish([self._envelope(row) for row in rows])
        return True

    outbox.Relay._publish_batch = publish  # type: ignore[method-assign]


def main() -> None:
    plant(os.environ.get("PLANTED", ""))
    faults.arm(at_named)
    watch_the_database()
    signal.signal(signal.SIGUSR1, read_the_plan)
    from services.__main__ import commands

    sys.argv = ["services", "run", *sys.argv[1:]]
    commands()


if __name__ == "__main__":
    main()
