"""What callers send and receive about events."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, JsonValue
from pydantic_core import PydanticCustomError

from services.notifications.feeds.content import PUBLIC
from services.notifications.feeds.models import Entry
from shared.events import EventId
from shared.events.identity import OrganizationId
from shared.ids import FORM
from shared.schemas import Timestamp, View

_TYPES: list[JsonValue] = list(PUBLIC)


def _of_an_event(value: str) -> str:
    if value not in PUBLIC:
        raise PydanticCustomError("event_type", "no public event has this type")
    return value


EventType = Annotated[str, AfterValidator(_of_an_event), Field(max_length=100, json_schema_extra={"enum": _TYPES})]
"""The type of a public event."""

SubjectId = Annotated[
    str,
    Field(pattern=f"^[a-z]{{2,5}}_{FORM}$", examples=["ord_01k4s3m7v8e9tb2h6jq0xyzwpn"]),
]
"""The id of any object."""


class SubjectOut(View):
    """The object that an event speaks of."""

    object: Annotated[str, Field(examples=["draft"])]
    id: Annotated[str, Field(examples=["drf_01k4s3m7v8e9tb2h6jq0xyzwpn"])]
    url: Annotated[
        str,
        Field(
            description="Where it is read as it is now: it may have changed since.",
            examples=["https://api.example.com/v1/drafts/drf_01k4s3m7v8e9tb2h6jq0xyzwpn"],
        ),
    ]


class EventOut(View):
    """Something that happened, as your organization may see it. The same in lists, in the stream and in webhooks."""

    id: Annotated[EventId, Field(description="The same however often it reaches you: act once for each.")]
    object: Literal["event"] = "event"
    type: Annotated[
        str,
        Field(
            description="What happened: `<noun>.<past_tense>`. New types appear without notice: ignore what you do not know.",
            json_schema_extra={"anyOf": [{"enum": _TYPES}, {"type": "string"}], "examples": ["draft.approved"]},
        ),
    ]
    timestamp: Annotated[
        Timestamp,
        Field(description="When it happened. What comes late may be older than what stands before it: order by `sequence`."),
    ]
    organization_ids: Annotated[
        list[OrganizationId], Field(description="Yours: another side sees the same event with its own organization.")
    ]
    sequence: Annotated[
        int,
        Field(description="Its place in your organization's feed: 1, 2, 3 … What your scopes hide leaves holes.", examples=[42]),
    ]
    subject: SubjectOut
    data: Annotated[
        dict[str, Any],
        Field(
            description="The public fields of this type, as they were then; `asyncapi.json` lists them as `x-visible`.",
            examples=[{"draft_id": "drf_01k4s3m7v8e9tb2h6jq0xyzwpn", "version_number": 2, "state": "approved"}],
        ),
    ]

    @classmethod
    def of(cls, entry: Entry, *, address: str) -> Self:
        """Show an entry; `address` is the public one, without a slash at its end."""
        return cls(
            id=entry.event_id,
            type=entry.type,
            timestamp=entry.occurred_at,
            organization_ids=[entry.organization_id],
            sequence=entry.sequence,
            subject=SubjectOut(object=entry.subject_object, id=entry.subject_id, url=f"{address}{entry.subject_path}"),
            data=entry.data,
        )


STREAMED: dict[str, JsonValue] = {
    "anyOf": [
        {"type": "string", "description": "The stream as it is: blocks with an empty line after each."},
        {
            "type": "object",
            "title": "StreamedEvent",
            "description": "One block with data, for tools that read events.",
            "properties": {
                "id": {"type": "string", "description": "The event's id, for `Last-Event-ID`."},
                "event": {"type": "string", "description": "The event's type.", "examples": ["draft.approved"]},
                "data": {
                    "type": "string",
                    "description": "The event, as in the list.",
                    "contentMediaType": "application/json",
                    "contentSchema": {"$ref": "#/components/schemas/EventOut"},
                },
            },
            "required": ["id", "event", "data"],
        },
    ]
}
"""What the contract says of the stream: OpenAPI 3.1 has one schema for both, and tools take it for either."""
