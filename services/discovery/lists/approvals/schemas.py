"""What organizations and their clients send and receive about approvals."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from services.discovery.lists.approvals.models import Decision, ListApprovalState, ListDecisionId
from services.discovery.lists.items.models import ListedCreatorState
from services.discovery.lists.policy import LISTS
from services.discovery.profiles.schemas import AudienceOut, RateOut
from shared.events.discovery import ListApprovalId, ListId
from shared.events.identity import CreatorId, OrganizationId
from shared.schemas import Body, Flag, Line, OpenEnum, Resource, Text, Timestamp, View


class NewListApproval(Body):
    """Ask a client about a list."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"client_name": "Lumen", "message": "Whom shall we ask?", "expires_in_days": 14, "shows_notes": False}]
        }
    )

    client_name: Line
    message: Annotated[Text, Field(description="The client reads it above the list.")] = ""
    expires_in_days: Annotated[int, Field(ge=1, le=LISTS.most_approval_days)] = LISTS.approval_days
    shows_notes: Annotated[Flag, Field(description="Whether the client reads what you have noted about each creator.")] = False
    shows_rates: Annotated[Flag, Field(description="Whether the client sees what each creator asks.")] = False


class ListApprovalOut(Resource):
    """A client asked for a yes or no to each creator of a list."""

    id: ListApprovalId
    object: Literal["list_approval"] = "list_approval"
    version: int
    organization_id: OrganizationId
    list_id: ListId
    state: OpenEnum[ListApprovalState]
    is_final: bool
    actions: Annotated[list[str], Field(description="What you may do now.")]
    client_name: str
    message: str
    shows_notes: bool
    shows_rates: bool
    expires_at: Timestamp


class ListApprovalWithToken(ListApprovalOut):
    """A new approval. The token, and the address with it, are shown in this answer only: whoever has them may look and decide."""

    token: Annotated[str, Field(examples=["gll_Jq0xyzwpn01k4s3m7v8e9tb2h6"])]
    url: Annotated[
        str,
        Field(
            description="A page for the client's browser. What stands behind the `#` never leaves the browser but in a header.",
            examples=["https://api.example.com/v1/list-approvals/page#gll_Jq0xyzwpn01k4s3m7v8e9tb2h6"],
        ),
    ]


class ListDecisionOut(Resource):
    """What a client said of one creator."""

    id: ListDecisionId
    object: Literal["list_decision"] = "list_decision"
    version: int
    list_approval_id: ListApprovalId
    client_name: str
    creator_id: CreatorId
    decision: Annotated[OpenEnum[Decision] | None, Field(description="Null while there is a comment alone.")]
    comment: str
    decided_at: Annotated[Timestamp, Field(description="When the client said something of the creator last.")]


# --- what the client sends and receives ----------------------------------------------------------------------------------


class ClientDecision(Body):
    """Yes or no to one creator of the list, a comment, or both: what is left out stays as it was."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"creator_id": "crt_01k4s3m7v8e9tb2h6jq0xyzwpn", "decision": "approve", "comment": "Exactly our kitchen."}
            ]
        }
    )

    creator_id: CreatorId
    decision: Annotated[Decision | None, Field(description="Null or left out: a comment alone.")] = None
    comment: Text = Field(default_factory=str, description="Left out: what you have written before stays.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.decision is None and not self.comment.strip():
            raise PydanticCustomError("decision_or_comment", "say yes or no, or write a comment")
        return self

    @property
    def leaves_comment(self) -> bool:
        """Whether nothing is said of the comment."""
        return "comment" not in self.model_fields_set


class ClientApprovalOut(View):
    """What a client is asked."""

    object: Literal["client_list_approval"] = "client_list_approval"
    list_name: str
    client_name: str
    message: str
    state: Annotated[OpenEnum[ListApprovalState], Field(description="You may decide while it is `open`.")]
    expires_at: Timestamp
    item_count: int
    approved_count: int
    declined_count: int


class ClientCreatorOut(View):
    """A creator as a client sees them."""

    id: CreatorId
    platform: str
    handle: str
    name: str
    bio: str
    country: str
    languages: list[str]
    categories: Annotated[list[str], Field(validation_alias="shown_categories")]
    formats: list[str]
    follower_count: int
    engagement_rate: Annotated[float, Field(description="(likes + comments + shares) / views over the last 30 posts.")]
    average_views: int
    median_views: int
    audience: AudienceOut
    badges: list[str]
    statistics_updated_at: Timestamp | None


class ClientDecisionOut(View):
    """What you said of a creator."""

    decision: Annotated[OpenEnum[Decision] | None, Field(description="Null while there is a comment alone.")]
    comment: str
    decided_at: Annotated[Timestamp, Field(description="When you said something of the creator last.")]


class ClientRateOut(RateOut):
    """What a creator asks for one type of deliverable."""

    price_decimals: Annotated[
        int,
        Field(
            description="How many decimals the currency has by ISO 4217, which may be others than a browser shows:"
            " a `value` of 5000000 with 2 of them is 50,000.00.",
            examples=[2],
        ),
    ]


class ClientItemOut(View):
    """A creator whom you are asked about."""

    object: Literal["client_list_item"] = "client_list_item"
    creator_id: CreatorId
    creator: Annotated[ClientCreatorOut | None, Field(description="Null while the creator cannot be had.")]
    creator_state: OpenEnum[ListedCreatorState]
    note: Annotated[str | None, Field(description="Null where it is not shared with you.")]
    rates: Annotated[
        list[ClientRateOut] | None, Field(description="What the creator asks; null where it is not shared with you.")
    ]
    decision: Annotated[ClientDecisionOut | None, Field(description="Null while you have said nothing.")]
