"""What can happen to feeds."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.feeds import queries
from services.notifications.feeds.content import declared, seen_by, shown, subject_of
from services.notifications.feeds.models import Entry
from services.notifications.policy import FEEDS
from shared import timers
from shared.clock import clock
from shared.errors import Problem
from shared.events import Event, EventId
from shared.events.identity import OrganizationId
from shared.timers import Timer

MOST_FORGOTTEN_AT_ONCE = 5_000


class ResumePointGone(Problem, status=410, code="resume_point_gone"):
    """Your feed does not hold the event of Last-Event-ID: list what you have missed, then stream without that header."""


class ForgetEvents(Timer, name="forget_events"):
    """The events of one day are old enough to be forgotten."""


async def tell(session: AsyncSession, events: Sequence[Event]) -> None:
    """Add public events to the feed of each organization that may see them, in the order given; what is there stays as it is."""
    there = await queries.feeds_with(session, [event.envelope.id for event in events])
    told: dict[OrganizationId, list[dict[str, Any]]] = defaultdict(list)
    for event in events:
        content = _content_of(event)
        for organization_id in seen_by(event):
            if (organization_id, event.envelope.id) not in there:
                told[organization_id].append(content)
    if not told:
        return

    before = await queries.feeds_moved_for_update(session, {one: len(contents) for one, contents in told.items()})
    now = clock.now()  # under the locks, so that times grow with sequences
    await session.execute(
        insert(Entry),
        [
            {**content, "organization_id": organization_id, "sequence": sequence, "told_at": now}
            for organization_id, contents in told.items()
            for sequence, content in enumerate(contents, start=before[organization_id] + 1)
        ],
    )
    await _see_to_forgetting(session, now)


def _content_of(event: Event) -> dict[str, Any]:
    subject = subject_of(event)
    return {
        "event_id": event.envelope.id,
        "occurred_at": event.envelope.occurred_at,
        "type": event.wire_name,
        "scope": declared(event).scope,
        "subject_object": subject.object,
        "subject_id": subject.id,
        "subject_path": subject.path,
        "order_id": getattr(event, "order_id", None),
        "data": shown(event),
    }


async def _see_to_forgetting(session: AsyncSession, now: datetime) -> None:
    """See that a timer is set for today's events. Two transactions may both set it: the second finds nothing to do."""
    end_of_day = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    due_at = end_of_day + FEEDS.kept
    if not await queries.is_timer_set(session, ForgetEvents.name, due_at):
        await timers.at(session, due_at, ForgetEvents())


async def forget_on_time(session: AsyncSession, due_at: datetime) -> None:
    """Forget what came before a day's end, some thousands in one transaction."""
    forgotten = await queries.forget(session, before=due_at - FEEDS.kept, limit=MOST_FORGOTTEN_AT_ONCE)
    if forgotten == MOST_FORGOTTEN_AT_ONCE:
        await timers.at(session, due_at, ForgetEvents())


async def resumed_at(session: AsyncSession, organization_id: OrganizationId, last_seen: EventId) -> int:
    """Tell behind which place of a feed its reader goes on. Raises `ResumePointGone`."""
    sequence = await queries.sequence_of(session, organization_id, last_seen)
    if sequence is None:
        raise ResumePointGone
    return sequence
