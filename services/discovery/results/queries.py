"""Every SELECT about orders and answers, and the writes that any order of events stands."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.results.models import Answer, OrderCopy
from shared.events.campaigns import OrderId
from shared.events.identity import CreatorId


async def order(session: AsyncSession, id: OrderId) -> OrderCopy | None:
    """Find an order."""
    return await session.get(OrderCopy, id)


async def order_or_new(session: AsyncSession, id: OrderId) -> OrderCopy:
    """Find the order that an event speaks of; the first event makes it. The inbox serves one event of an order at a time."""
    copy = await order(session, id)
    if copy is None:
        copy = OrderCopy(id=id)
        session.add(copy)
    return copy


async def orders_of(session: AsyncSession, creator_id: CreatorId) -> Sequence[OrderCopy]:
    """List a creator's orders, the oldest first."""
    orders = select(OrderCopy).where(OrderCopy.creator_id == creator_id).order_by(OrderCopy.id)
    return (await session.scalars(orders)).all()


async def keep_answer_times(
    session: AsyncSession,
    *,
    creator_id: CreatorId,
    subject_id: str,
    terms_version: int,
    asked_at: datetime | None = None,
    answered_at: datetime | None = None,
    expired_at: datetime | None = None,
) -> None:
    """Note when a question was put, was answered or ran out: told twice, the earlier time stands."""
    told = insert(Answer).values(
        subject_id=subject_id,
        terms_version=terms_version,
        creator_id=creator_id,
        asked_at=asked_at,
        answered_at=answered_at,
        expired_at=expired_at,
    )
    # In PostgreSQL the least of a time and null is the time.
    earliest = {
        "asked_at": func.least(Answer.asked_at, told.excluded.asked_at),
        "answered_at": func.least(Answer.answered_at, told.excluded.answered_at),
        "expired_at": func.least(Answer.expired_at, told.excluded.expired_at),
    }
    await session.execute(told.on_conflict_do_update(index_elements=["subject_id", "terms_version"], set_=earliest))


async def newest_questions(
    session: AsyncSession, creator_id: CreatorId, *, silence_from: timedelta, limit: int
) -> Sequence[tuple[datetime, datetime | None]]:
    """List when the creator was asked what ended last, and when they answered; None for what ran out after `silence_from`."""
    questions = (
        select(Answer.asked_at, Answer.answered_at)
        .where(
            Answer.creator_id == creator_id,
            Answer.asked_at.is_not(None),
            Answer.answered_at.is_not(None) | (Answer.expired_at - Answer.asked_at >= silence_from),
        )
        .order_by(func.coalesce(Answer.answered_at, Answer.expired_at).desc(), Answer.subject_id, Answer.terms_version)
        .limit(limit)
    )
    return [(row.asked_at, row.answered_at) for row in await session.execute(questions)]
