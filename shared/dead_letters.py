"""Dead letters: events that failed too often, and what a person decides about them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from shared.events import EventId
from shared.inbox import Handlers, discarded_events, parked_events, receipts


async def dead_letters(session: AsyncSession) -> Sequence[Any]:
    """List what waits for a person."""
    return (
        await session.execute(
            select(parked_events).where(parked_events.c.dead_at.is_not(None)).order_by(parked_events.c.position)
        )
    ).all()


async def replay_dead_letter(session: AsyncSession, event_id: EventId) -> bool:
    """Let a dead letter be tried again; say whether there is one of this id."""
    result = await session.execute(
        update(parked_events)
        .where(parked_events.c.event_id == event_id.uuid, parked_events.c.dead_at.is_not(None))
        .values(dead_at=None, failures=0, deferrals=0, retry_at=func.clock_timestamp())
        .returning(parked_events.c.position)
    )
    return result.first() is not None


async def discard_dead_letter(session: AsyncSession, event_id: EventId, handlers: Handlers, *, by: str, reason: str) -> bool:
    """Give a dead letter up, for a reason that is kept; later events of its key go on. Says whether there is one of this id.

    Its receipts are written, so that it does not act when the bus delivers it once more.
    """
    row = (
        await session.execute(
            delete(parked_events)
            .where(parked_events.c.event_id == event_id.uuid, parked_events.c.dead_at.is_not(None))
            .returning(parked_events)
        )
    ).first()
    if row is None:
        return False
    given_up = [{"event_id": row.event_id, "handler": handler.name} for handler in handlers.of_event.get(row.name, [])]
    if given_up:
        await session.execute(insert(receipts).values(given_up).on_conflict_do_nothing())
    await session.execute(
        insert(discarded_events).values(
            event_id=row.event_id, name=row.name, key=row.key, data=row.data, failure=row.reason, discarded_by=by, reason=reason
        )
    )
    return True
