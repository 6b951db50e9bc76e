"""Events over HTTP: looked up, and streamed."""

from typing import Annotated

from fastapi import Depends, Header, Query, Response

from services.notifications.feeds import queries, service
from services.notifications.feeds.models import Entry
from services.notifications.feeds.queries import Reader
from services.notifications.feeds.schemas import STREAMED, EventOut, EventType, SubjectId
from services.notifications.feeds.service import ResumePointGone
from services.notifications.feeds.streams import EventStream, TooManyStreams
from shared.auth import Caller, OwnOrganization
from shared.errors import NotFound
from shared.events import EventId
from shared.events.campaigns import OrderId
from shared.pages import Listing, Paging, Slice
from shared.routing import Router, Session
from shared.schemas import Instant
from shared.service import ServiceContext

router = Router(tags=["events"])

SCOPE = "organizations:read"
"""Everybody in an organization has it; which events they see is decided by each event's own scope."""


async def _reader(caller: Caller, organization_id: OwnOrganization) -> Reader:
    return Reader(organization_id, caller.scopes)


FeedReader = Annotated[Reader, Depends(_reader)]


async def _visible_entry(event_id: EventId, session: Session, reader: FeedReader) -> Entry:
    entry = await queries.entry(session, event_id, reader=reader)
    if entry is None:
        raise NotFound
    return entry


@router.get("/events", scope=SCOPE)
async def list_events(
    session: Session,
    reader: FeedReader,
    context: ServiceContext,
    page: Paging,
    type: Annotated[list[EventType] | None, Query(description="Only events of this type; repeated, of either.")] = None,
    subject: Annotated[list[SubjectId] | None, Query(description="Only what was said of the object with this id.")] = None,
    order_id: Annotated[list[OrderId] | None, Query(description="Only what belongs to this order, whatever its subject.")] = None,
    created_at_min: Annotated[Instant | None, Query(description="Only what happened at or after this time.")] = None,
    created_at_max: Annotated[Instant | None, Query(description="Only what happened at or before this time.")] = None,
) -> Listing[EventOut]:
    """List what happened to your organization in the last 30 days, what came last first.

    You see the events whose own scope you hold: with `payouts:read` those of fundings, holds and payouts, and so on. To be told
    as it happens, stream the events instead. To sync without a stream, list with `sort=updated_at` and go on with the last
    `next_cursor`, or with `updated_at_min`, which looks at when an event came into your feed, so that none is missed.
    """
    found = await queries.entries(
        session,
        reader=reader,
        types=type,
        subjects=subject,
        order_ids=order_id,
        created_at_min=created_at_min,
        created_at_max=created_at_max,
        page=page,
    )
    address = context.settings.public_address
    return Slice([EventOut.of(entry, address=address) for entry in found.data], found.has_more, found.next_cursor)  # pyright: ignore[reportReturnType]


@router.get(
    "/events/stream",
    scope=SCOPE,
    response_class=Response,
    response_description="Server-sent events, for as long as you listen.",
    problems=[ResumePointGone, TooManyStreams],
    openapi_extra={"responses": {"200": {"content": {EventStream.media_type: {"schema": STREAMED}}}}},
)
async def stream_events(
    session: Session,
    reader: FeedReader,
    context: ServiceContext,
    last_event_id: Annotated[
        EventId | None,
        Header(
            alias="Last-Event-ID",
            description="The `id` of the last event that you have handled: the stream goes on behind it, without gap or repeat.",
        ),
    ] = None,
) -> EventStream:
    """Be told what happens to your organization as it happens, as server-sent events.

    Each event is a block of `id` (the event's id), `event` (its type) and `data` (the JSON of an event, as in the list), in the
    order of `sequence`. A first block has an `id` and no data: it marks where you begin. Without `Last-Event-ID` that is now.
    Send `Accept: text/event-stream`. A comment comes every 15 seconds: when none has come for a minute, connect again.

    Connect again whenever the stream ends, with the last `id` in `Last-Event-ID`; any replica goes on from there. It ends when
    the server stops, when you read too slowly, and within a minute, mostly at once, when your credential expires or is revoked
    or your role changes: then the new connection is refused, or sees what you may see now. When the event that you name is older
    than the feed, the answer is 410 `resume_point_gone`: list what you missed. Act once for each id: a connection that breaks
    may make you read an event twice that you had not yet noted.
    """
    if last_event_id is None:
        after, last_event_id = await queries.newest_of(session, reader.organization_id)
    else:
        after = await service.resumed_at(session, reader.organization_id, last_event_id)
    return EventStream(context, reader, after=after, seen=last_event_id)


@router.get("/events/{event_id}", scope=SCOPE, problems=[NotFound])
async def get_event(entry: Annotated[Entry, Depends(_visible_entry)], context: ServiceContext) -> EventOut:
    """Read one event. What your scopes hide, or is older than 30 days, is not found."""
    return EventOut.of(entry, address=context.settings.public_address)
