"""What waits, is late or is held in one process: looked at every few seconds, so that a scrape asks the database nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from prometheus_client import Counter, Gauge
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.pool import QueuePool

from shared.bus import Bus
from shared.clock import clock, real_now
from shared.events import EventId, catalogue
from shared.service import Instance

logger = structlog.get_logger(__name__)

OF_SERVICE = ["service"]

outbox_age = Gauge("greenlight_outbox_age_seconds", "How long the oldest event waits to be published.", OF_SERVICE)
lag = Gauge("greenlight_consumer_lag", "Events that are published and that the service has not finished.", OF_SERVICE)
parked_keys = Gauge("greenlight_parked_keys", "Keys whose events wait.", OF_SERVICE)
dead_letters = Gauge("greenlight_dead_letters_waiting", "Events that wait for a person.", OF_SERVICE)
tasks_overdue = Gauge("greenlight_tasks_overdue", "Tasks whose time has come and that nobody does.", OF_SERVICE)
tasks_failing = Gauge("greenlight_tasks_failing", "Tasks that have failed and are not done.", OF_SERVICE)
timers_overdue = Gauge("greenlight_timers_overdue", "Timers that are due and have not run.", OF_SERVICE)
pool_in_use = Gauge("greenlight_pool_in_use", "Database connections that are out of their pool.", OF_SERVICE)
pool_limit = Gauge("greenlight_pool_limit", "Database connections that the pool gives out at most.", OF_SERVICE)
violations = Gauge("greenlight_ledger_violations", "Invariants of the money that are broken.", OF_SERVICE)

looks_failed = Counter("greenlight_looks_failed_total", "Looks that gave no figure, which is then missing.", ["service", "at"])

LOOK_SECONDS = 10.0
FIRST_INSPECTION_SECONDS = 60.0
INSPECTION_SECONDS = 900.0
"""An inspection reads whole tables."""

_WAITING = text(
    """
    select (select event_id from outbox order by sequence limit 1) as oldest_event,
           (select count(distinct (topic, key)) from parked_events) as parked_keys,
           (select count(*) from parked_events where dead_at is not null) as dead_letters,
           (select count(*) from tasks where run_at <= clock_timestamp()) as tasks_overdue,
           (select count(*) from tasks where failures > 0) as tasks_failing,
           (select count(*) from timers where due_at <= :now) as timers_overdue
    """
)
_OF_WAITING = (outbox_age, parked_keys, dead_letters, tasks_overdue, tasks_failing, timers_overdue)

Inspection = Callable[[AsyncSession], Awaitable[Sequence[Any]]]

inspections: dict[str, Inspection] = {}
"""By service: what gives the broken invariants of its money."""


class Gauges:
    """Reads the gauges of the services of one process."""

    def __init__(self, instances: Sequence[Instance[Any]], engines: Sequence[AsyncEngine], bus: Bus) -> None:
        self._instances, self._engines, self._bus = instances, engines, bus

    async def run(self) -> None:
        """Look until cancelled; what is then not looked at any more is no longer shown."""
        try:
            async with asyncio.TaskGroup() as looking:
                for instance, engine in zip(self._instances, self._engines, strict=True):
                    _show_pool(instance.service.name, engine)
                    looking.create_task(self._look_again_and_again(instance))
                    if inspection := inspections.get(instance.service.name):
                        looking.create_task(self._inspect_again_and_again(instance, inspection))
        finally:
            for instance in self._instances:
                _forget(instance.service.name, *_OF_WAITING, lag, violations, pool_in_use, pool_limit)

    async def _look_again_and_again(self, instance: Instance[Any]) -> None:
        while True:
            await self.look(instance)
            await asyncio.sleep(LOOK_SECONDS)

    async def _inspect_again_and_again(self, instance: Instance[Any], inspection: Inspection) -> None:
        await asyncio.sleep(FIRST_INSPECTION_SECONDS)
        while True:
            await self.inspect(instance, inspection)
            await asyncio.sleep(INSPECTION_SECONDS)

    async def look(self, instance: Instance[Any]) -> None:
        """Read one service's gauges; one that cannot be read is not shown, rather than wrong."""
        name = instance.service.name
        try:
            await _look_at_database(instance)
        except Exception as error:  # the next look tries again
            _forget(name, *_OF_WAITING)
            _note(name, "database", error)
        try:
            topics = instance.service.handlers.topics(catalogue)
            lag.labels(name).set(await self._bus.lag(name, topics))
        except Exception as error:  # the next look tries again
            _forget(name, lag)
            _note(name, "broker", error)

    async def inspect(self, instance: Instance[Any], inspection: Inspection) -> None:
        """Count the broken invariants of one service, and log each."""
        name = instance.service.name
        try:
            async with instance.context.sessions() as session:
                found = await inspection(session)
        except Exception as error:  # the next inspection tries again
            _forget(name, violations)
            _note(name, "ledger", error)
            return
        violations.labels(name).set(len(found))
        for one in found:
            logger.error("ledger_violation", service=name, violation=str(one))


async def _look_at_database(instance: Instance[Any]) -> None:
    async with instance.context.sessions() as session:
        found = (await session.execute(_WAITING, {"now": clock.now()})).one()
    name = instance.service.name
    oldest = found.oldest_event
    age = (real_now() - EventId.of(oldest).made_at).total_seconds() if oldest else 0.0
    outbox_age.labels(name).set(max(age, 0.0))
    parked_keys.labels(name).set(found.parked_keys)
    dead_letters.labels(name).set(found.dead_letters)
    tasks_overdue.labels(name).set(found.tasks_overdue)
    tasks_failing.labels(name).set(found.tasks_failing)
    timers_overdue.labels(name).set(found.timers_overdue)


def _show_pool(name: str, engine: AsyncEngine) -> None:
    pool = engine.sync_engine.pool
    if isinstance(pool, QueuePool):
        pool_in_use.labels(name).set_function(pool.checkedout)
        pool_limit.labels(name).set(pool.size() + pool._max_overflow)  # noqa: SLF001


def _forget(name: str, *gauges: Gauge) -> None:
    for gauge in gauges:
        gauge.remove(name)


def _note(name: str, at: str, error: Exception) -> None:
    looks_failed.labels(name, at).inc()
    logger.info("look_failed", service=name, at=at, error=repr(error))
