"""What callers send and receive about lists."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidatorFunctionWrapHandler, WithJsonSchema, WrapValidator

from shared.events.discovery import ListId
from shared.events.identity import OrganizationId
from shared.ids import FORM
from shared.schemas import Body, ExternalReference, Line, Metadata, Resource, Text

# The words of the shared type speak of orders and the ledger, which lists do not reach.
Pairs = Annotated[Metadata, Field(description="Up to 50 pairs of your own.")]


Favourites = Literal["favourites"]
FAVOURITES: Favourites = "favourites"
"""What stands for the id of the list that every organization has, wherever a list is named."""


def _id_or_favourites(value: Any, read: ValidatorFunctionWrapHandler) -> ListId | Favourites:
    return FAVOURITES if value == FAVOURITES else read(value)


ListName = Annotated[
    ListId,
    WrapValidator(_id_or_favourites),
    WithJsonSchema(
        {"type": "string", "pattern": f"^{ListId.prefix}_{FORM}$|^{FAVOURITES}$", "examples": ["lst_01k4s3m7v8e9tb2h6jq0xyzwpn"]}
    ),
]
"""A list by its id, or `favourites`."""


class NewList(Body):
    """A list of creators."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Spring shortlist",
                    "description": "For the pan.",
                    "metadata": {"season": "spring"},
                    "external_reference": "SHORTLIST-7",
                }
            ]
        }
    )

    name: Line
    description: Text = ""
    metadata: Pairs = {}
    external_reference: ExternalReference = None


class ListPatch(Body):
    """A merge patch: what is left out stays as it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Spring shortlist, second round"}]})

    name: Line = Field(default_factory=str)
    description: Text = Field(default_factory=str)
    metadata: Annotated[
        dict[
            Annotated[str, Field(min_length=1, max_length=40)],
            Annotated[str, Field(max_length=500)] | None,
        ],
        Field(max_length=50, description="Pairs to add or replace; null removes one. There may be 50 in all."),
    ] = Field(default_factory=dict)
    external_reference: ExternalReference = None

    def changes(self) -> dict[str, Any]:
        """Give what was sent."""
        return self.model_dump(exclude_unset=True)


class ListOut(Resource):
    """A list of creators, shared by all members of your organization."""

    id: ListId
    object: Annotated[
        Literal["creator_list"], Field(description="Not `list`, which is what every page of a list calls itself.")
    ] = "creator_list"
    version: int
    organization_id: OrganizationId
    name: str
    description: str
    is_favourites: Annotated[bool, Field(description="Whether it is the one that every organization has, which stays.")]
    item_count: int
    metadata: Annotated[dict[str, str], Field(validation_alias="metadata_")]
    external_reference: str | None
