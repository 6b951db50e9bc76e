"""Every SELECT about feeds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.feeds.models import Entry, Feed
from shared.events import EventId
from shared.events.campaigns import OrderId
from shared.events.identity import OrganizationId
from shared.pages import Page, Slice
from shared.timers import timers

_MOVE_ON = text(
    """
    insert into feeds (organization_id, last_sequence)
    select * from unnest(cast(:organizations as uuid[]), cast(:counts as bigint[]))
    on conflict (organization_id) do update set last_sequence = feeds.last_sequence + excluded.last_sequence
    returning organization_id, last_sequence
    """
)


@dataclass(frozen=True)
class Reader:
    """Who reads a feed, with the scopes that decide what of it is there for them."""

    organization_id: OrganizationId
    scopes: frozenset[str]

    def sees(self) -> ColumnElement[bool]:
        """Narrow a query to what the reader may see."""
        return (Entry.organization_id == self.organization_id) & Entry.scope.in_(sorted(self.scopes))


async def feeds_moved_for_update(session: AsyncSession, counts: Mapping[OrganizationId, int]) -> Mapping[OrganizationId, int]:
    """Lock feeds in the order of their ids and let each go on by so many; give the last sequence of each before that."""
    organizations = sorted(counts)
    told = {"organizations": [one.uuid for one in organizations], "counts": [counts[one] for one in organizations]}
    moved = {OrganizationId.of(row.organization_id): row.last_sequence for row in await session.execute(_MOVE_ON, told)}
    return {organization: moved[organization] - counts[organization] for organization in organizations}


async def feeds_with(session: AsyncSession, ids: Sequence[EventId]) -> set[tuple[OrganizationId, EventId]]:
    """Tell in which feeds events are already: one that is told again after its receipt was lost is not added twice."""
    rows = await session.execute(select(Entry.organization_id, Entry.event_id).where(Entry.event_id.in_(ids)))
    return {(row.organization_id, row.event_id) for row in rows}


async def entry(session: AsyncSession, id: EventId, *, reader: Reader) -> Entry | None:
    """Find an event that a reader may see."""
    return await session.scalar(select(Entry).where(Entry.event_id == id, reader.sees()))


async def entries(
    session: AsyncSession,
    *,
    reader: Reader,
    types: Collection[str] | None,
    subjects: Collection[str] | None,
    order_ids: Collection[OrderId] | None,
    created_at_min: datetime | None,
    created_at_max: datetime | None,
    page: Page,
) -> Slice[Entry]:
    """List what a reader may see of their feed: newest first, or as it came for who syncs."""
    query = select(Entry).where(reader.sees())
    for column, wanted in ((Entry.type, types), (Entry.subject_id, subjects), (Entry.order_id, order_ids)):
        if wanted:
            query = query.where(column.in_(wanted))
    if created_at_min is not None:
        query = query.where(Entry.occurred_at >= created_at_min)
    if created_at_max is not None:
        query = query.where(Entry.occurred_at <= created_at_max)

    # An event never changes: its last change is when it came. Who syncs is told so also what happened before and came late.
    if page.updated_at_min is not None:
        query = query.where(Entry.told_at >= page.updated_at_min)
    in_order = page.sort == "updated_at"
    if page.after is not None:
        query = query.where(Entry.sequence > page.after[0] if in_order else Entry.sequence < page.after[0])
    query = query.order_by(Entry.sequence if in_order else Entry.sequence.desc()).limit(page.limit + 1)
    return page.slice(list(await session.scalars(query)), place=lambda row: [row.sequence])


async def sequence_of(session: AsyncSession, organization_id: OrganizationId, id: EventId) -> int | None:
    """Tell where an event stands in a feed, whoever may see it."""
    return await session.scalar(select(Entry.sequence).where(Entry.event_id == id, Entry.organization_id == organization_id))


async def newest_of(session: AsyncSession, organization_id: OrganizationId) -> tuple[int, EventId | None]:
    """Tell how far a feed has come, and which event came last; 0 for one that nothing was told."""
    row = (
        await session.execute(
            select(Feed.last_sequence, Entry.event_id)
            .outerjoin(Entry, (Entry.organization_id == Feed.organization_id) & (Entry.sequence == Feed.last_sequence))
            .where(Feed.organization_id == organization_id)
        )
    ).first()
    return (row.last_sequence, row.event_id) if row else (0, None)


async def last_sequences(session: AsyncSession, organizations: Collection[OrganizationId]) -> Mapping[OrganizationId, int]:
    """Tell how far feeds have come."""
    rows = await session.execute(select(Feed.organization_id, Feed.last_sequence).where(Feed.organization_id.in_(organizations)))
    return {row.organization_id: row.last_sequence for row in rows}


async def entries_between(session: AsyncSession, after: int, last: int, *, reader: Reader, limit: int) -> Sequence[Entry]:
    """List what a reader may see behind one place of their feed, up to another, in order."""
    query = select(Entry).where(reader.sees(), Entry.sequence > after, Entry.sequence <= last)
    return (await session.scalars(query.order_by(Entry.sequence).limit(limit))).all()


async def is_timer_set(session: AsyncSession, name: str, due_at: datetime) -> bool:
    """Say whether a timer of this name is set for a time."""
    return bool(await session.scalar(select(exists().where(timers.c.name == name, timers.c.due_at == due_at))))


async def forget(session: AsyncSession, *, before: datetime, limit: int) -> int:
    """Delete so many entries at most that came before a time, and count them.

    The newest of each feed stays: whoever has seen it can go on behind it, however long nothing has happened.
    """
    old = (
        select(Entry.organization_id, Entry.sequence)
        .join(Feed, Feed.organization_id == Entry.organization_id)
        .where(Entry.told_at < before, Entry.sequence < Feed.last_sequence)
        .order_by(Entry.told_at)
        .limit(limit)
        .subquery()
    )
    gone = delete(Entry).where(tuple_(Entry.organization_id, Entry.sequence).in_(select(old))).returning(Entry.sequence)
    deleted = (await session.execute(select(func.count()).select_from(gone.cte("gone")))).scalar_one()
    return int(deleted)
