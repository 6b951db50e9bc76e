"""What callers send and receive about invite links."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictInt

from services.campaigns.campaigns.days import Day
from services.campaigns.campaigns.schemas import Objective
from services.campaigns.invite_links.models import InviteLinkState
from services.campaigns.invite_links.policy import INVITE_LINKS
from shared.events.campaigns import InviteLinkId
from shared.events.identity import OrganizationId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour
from shared.schemas import Body, OpenEnum, Resource, Text, Timestamp, View


class NewInviteLink(Body):
    """A secret address to hand to people who are not on the marketplace yet."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"label": "Cooking school", "message": "Cook with us?", "maximum_acceptances": 20, "expires_in_days": 14}
            ]
        }
    )

    label: Annotated[Text, Field(max_length=200, description="Your own word for it; nobody else sees it.")] = ""
    message: Annotated[Text, Field(description="What whoever opens the address reads; it stands in their invitation too.")] = ""
    maximum_acceptances: Annotated[
        StrictInt,
        Field(
            ge=1,
            le=INVITE_LINKS.most_acceptances,
            description="How many may accept it: 1 for a single use.",
        ),
    ] = 1
    expires_in_days: Annotated[
        StrictInt,
        Field(ge=1, le=INVITE_LINKS.most_lifetime_days, description="It ends with the campaign, where that is sooner."),
    ] = INVITE_LINKS.lifetime_days


class InviteLinkOut(Resource):
    """A secret address by which people who are not on the marketplace yet join one of your campaigns."""

    id: InviteLinkId
    object: Literal["invite_link"] = "invite_link"
    version: int
    state: OpenEnum[InviteLinkState]
    is_final: bool
    actions: Annotated[list[str], Field(description="What you may do now.")]
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    brand_organization_id: OrganizationId
    label: str
    message: str
    maximum_acceptances: int
    acceptance_count: Annotated[
        int, Field(description="How many have accepted it, also those who wait for their approval or withdrew: each once.")
    ]
    expires_at: Timestamp


class InviteLinkWithToken(InviteLinkOut):
    """A new invite link. The token, and the address with it, are shown in this answer only: whoever has them may accept."""

    token: Annotated[str, Field(examples=["glj_Jq0xyzwpn01k4s3m7v8e9tb2h6"])]
    url: Annotated[
        str,
        Field(
            description="A page for a browser, which says who asks for what, and how to join. What stands behind the `#` never"
            " leaves the browser but in a header. Your own sign-up page may take the token as well.",
            examples=["https://api.example.com/v1/invite-links/page#glj_Jq0xyzwpn01k4s3m7v8e9tb2h6"],
        ),
    ]


class OpenedInviteLinkOut(View):
    """What whoever has the token may see of a campaign: neither its budget nor its targets."""

    object: Literal["opened_invite_link"] = "opened_invite_link"
    brand_name: str
    campaign_name: str
    category: str
    objective: OpenEnum[Objective]
    summary: Annotated[str, Field(description="Of the campaign's brief.")]
    markets: Annotated[list[str], Field(description="Countries; empty: everywhere.")]
    starts_on: Day
    ends_on: Day
    message: Annotated[str, Field(description="From the brand to you.")]
    expires_at: Annotated[Timestamp, Field(description="Until when it may be accepted, unless the brand takes it back.")]
