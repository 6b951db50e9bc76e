"""What callers send and receive about invitations."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from services.campaigns.invitations.models import InvitationState
from shared.events.campaigns import InvitationId
from shared.events.identity import CreatorId, OrganizationId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour, CreatorNeighbour
from shared.schemas import Body, OpenEnum, Resource, Text, Timestamp, View

LARGEST_BATCH = 100


class NewInvitation(Body):
    """An invitation to one creator."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"creator_id": "crt_01k4s3m7v8e9tb2h6jq0xyzwpn", "message": "Cook with us?"}]}
    )

    creator_id: CreatorId
    message: Text = ""


class NewInvitations(Body):
    """Invitations to several creators: each succeeds or fails for itself."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"items": [{"creator_id": "crt_01k4s3m7v8e9tb2h6jq0xyzwpn", "message": "Cook with us?"}]}]
        }
    )

    items: Annotated[list[NewInvitation], Field(min_length=1, max_length=LARGEST_BATCH)]


class InvitationOut(Resource):
    """An invitation, as both sides see it."""

    id: InvitationId
    object: Literal["invitation"] = "invitation"
    version: int
    state: OpenEnum[InvitationState]
    is_final: bool
    actions: Annotated[list[str], Field(description="What you may do now.")]
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    message: str
    by_invite_link: Annotated[
        bool, Field(description="Whether it was made for a creator who joined by an invite link: it was accepted as it was made.")
    ]
    expires_at: Timestamp


class InvitationResult(View):
    """What became of one item of a batch: `item` or `problem` is null."""

    index: int
    status: Annotated[int, Field(description="What its own call would have answered: 201, 404, 409.")]
    item: InvitationOut | None
    problem: dict[str, Any] | None


class InvitationBatchOut(View):
    """What became of a batch, in its order."""

    object: Literal["batch_result"] = "batch_result"
    succeeded: int
    failed: int
    data: list[InvitationResult]
