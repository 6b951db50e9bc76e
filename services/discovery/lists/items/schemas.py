"""What callers send and receive about the entries of lists."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field

from services.discovery.lists.approvals.models import Decision
from services.discovery.lists.items.models import ListedCreatorState, ListItemId
from services.discovery.profiles.schemas import CreatorOut
from shared.events.discovery import ListApprovalId, ListId
from shared.events.identity import CreatorId
from shared.schemas import Body, Line, OpenEnum, Resource, Text, Timestamp, View

LARGEST_BATCH = 100


def _each_once(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(values))


Tag = Annotated[Line, Field(max_length=40, examples=["maybe"])]
Tags = Annotated[list[Tag], Field(max_length=20, description="Words of your own, each kept once."), AfterValidator(_each_once)]


class BeforeItem(Body):
    """The place right before another entry."""

    before: ListItemId


class AfterItem(Body):
    """The place right behind another entry."""

    after: ListItemId


Place = Annotated[BeforeItem | AfterItem, Field(description="Where in the order of the list.")]


class NewListItem(Body):
    """A creator to keep in a list."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"creator_id": "crt_01k4s3m7v8e9tb2h6jq0xyzwpn", "note": "Cooks with cast iron.", "tags": ["maybe"]}]
        }
    )

    creator_id: CreatorId
    note: Text = ""
    tags: Tags = []
    position: Annotated[Place | None, Field(description="Left out: at the end.")] = None


class NewListItems(Body):
    """Creators to keep in a list: each succeeds or fails for itself."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"items": [{"creator_id": "crt_01k4s3m7v8e9tb2h6jq0xyzwpn", "note": "Cooks with cast iron."}]}]
        }
    )

    items: Annotated[list[NewListItem], Field(min_length=1, max_length=LARGEST_BATCH)]


class ListItemPatch(Body):
    """A merge patch: what is left out stays as it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"note": "Said yes by phone.", "tags": ["spring"]}]})

    note: Text = Field(default_factory=str)
    tags: Tags = Field(default_factory=list, description="All of them.")
    position: Place = Field(default_factory=lambda: None)  # type: ignore[assignment]

    def changes(self) -> dict[str, Any]:
        """Give what was sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class DecisionNeighbour(View):
    """What a client said of the creator."""

    list_approval_id: ListApprovalId
    client_name: str
    decision: Annotated[OpenEnum[Decision] | None, Field(description="Null while there is a comment alone.")]
    comment: str
    decided_at: Annotated[Timestamp, Field(description="When the client said something of the creator last.")]


class ListItemOut(Resource):
    """A creator in a list, with what your organization notes about them."""

    id: ListItemId
    object: Literal["list_item"] = "list_item"
    version: int
    list_id: ListId
    creator_id: CreatorId
    creator: Annotated[CreatorOut | None, Field(description="The profile as it is now; null while it cannot be had.")]
    creator_state: Annotated[
        OpenEnum[ListedCreatorState],
        Field(description="`unavailable`: the creator has left or is suspended, and nothing of them is shown."),
    ]
    note: str
    tags: list[str]
    decision: Annotated[
        DecisionNeighbour | None,
        Field(
            description="The newest decision of any client, or the newest comment while nobody has decided; null while nobody has"
            " said anything."
        ),
    ]


class ListItemResult(View):
    """What became of one item of a batch: `item` or `problem` is null."""

    index: int
    status: Annotated[int, Field(description="What its own call would have answered: 201, 404, 409.")]
    item: ListItemOut | None
    problem: dict[str, Any] | None


class ListItemBatchOut(View):
    """What became of a batch, in its order."""

    object: Literal["batch_result"] = "batch_result"
    succeeded: int
    failed: int
    data: list[ListItemResult]
