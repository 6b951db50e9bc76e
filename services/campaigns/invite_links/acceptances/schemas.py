"""What callers send and receive about acceptances of invite links."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from services.campaigns.invite_links.acceptances.models import InviteLinkAcceptanceState
from shared.events.campaigns import InvitationId, InviteLinkAcceptanceId, InviteLinkId
from shared.events.identity import OrganizationId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour, CreatorNeighbour
from shared.schemas import Body, OpenEnum, Resource
from shared.secrets import VISIBLE


class NewInviteLinkAcceptance(Body):
    """What stands behind the `#` of an invite link's address."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"token": "glj_Jq0xyzwpn01k4s3m7v8e9tb2h6"}]})

    token: Annotated[str, Field(min_length=1, max_length=200, pattern=VISIBLE)]


class InviteLinkAcceptanceOut(Resource):
    """Somebody who joins a campaign by an invite link, as both sides see it."""

    id: InviteLinkAcceptanceId
    object: Literal["invite_link_acceptance"] = "invite_link_acceptance"
    version: int
    state: Annotated[
        OpenEnum[InviteLinkAcceptanceState],
        Field(
            description="`waiting` until the organization is approved as a creator, then `joined`; `expired` where the campaign"
            " ended first, `withdrawn` where they changed their mind."
        ),
    ]
    is_final: bool
    actions: Annotated[list[str], Field(description="What you may do now.")]
    invite_link_id: InviteLinkId
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: Annotated[CreatorNeighbour | None, Field(description="Null until they are approved.")]
    invitation_id: Annotated[InvitationId | None, Field(description="The accepted invitation by which they joined; null before.")]
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
