"""What callers send and receive about offers."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from services.campaigns.campaigns.terms import Brief, DatedDeliverable, Deliverable, Terms, TermsChange
from services.campaigns.offers.models import OfferState
from shared.events.campaigns import CampaignId, OfferId, OrderId
from shared.events.identity import CreatorId, OrganizationId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour, CreatorNeighbour
from shared.money import Money, PositiveMoney
from shared.schemas import Body, ExternalReference, Metadata, OpenEnum, Resource, Text, Timestamp, View
from shared.states import Side


class OfferedDeliverable(Deliverable):
    """One kind of content that is asked for, perhaps with the share of each."""

    amount: Annotated[
        PositiveMoney | None,
        Field(description="The share of the price of one; given for all lines or for none. Without it all shares are equal."),
    ] = None


class NewOffer(Body):
    """An offer to a creator who accepted an invitation or applied."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "campaign_id": "cmp_01k4s3m7v8e9tb2h6jq0xyzwpn",
                    "creator_id": "crt_01k4s3m7v8e9tb2h6jq0xyzwpn",
                    "price": {"value": 60000, "currency": "USD"},
                    "message": "One video, as briefed.",
                    "terms": {"revision_rounds": 1},
                    "external_reference": "PO-1042",
                }
            ]
        }
    )

    campaign_id: CampaignId
    creator_id: CreatorId
    price: Annotated[PositiveMoney, Field(description="For everything together, in the campaign's currency.")]
    message: Text = ""
    deliverables: Annotated[
        list[OfferedDeliverable] | None, Field(min_length=1, max_length=50, description="Default: the campaign's.")
    ] = None
    terms: Annotated[TermsChange | None, Field(description="A merge patch over the campaign's terms.")] = None
    metadata: Annotated[Metadata | None, Field(description="Default: the campaign's.")] = None
    external_reference: ExternalReference = None


class CounterOffer(Body):
    """Other terms than the other side's."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"price": {"value": 65000, "currency": "USD"}, "message": "It takes a whole day."}]}
    )

    price: PositiveMoney
    message: Text = ""
    terms: Annotated[TermsChange | None, Field(description="A merge patch over the terms so far.")] = None


class OfferAmounts(View):
    """How the price divides."""

    platform_fee: Money
    platform_fee_basis_points: int
    creator_net: Money


class DeliverableLine(DatedDeliverable):
    """One kind of content that is asked for, and what each of them is paid."""

    amount: Annotated[Money | None, Field(description="The share of one, where it was given.")]
    amounts: Annotated[list[Money], Field(description="The share of each by this price.")]


class TermsVersion(View):
    """One version of the terms."""

    terms_version: int
    made_by: OpenEnum[Side]
    price: Money
    terms: Terms
    message: str
    created_at: Timestamp


class OfferOut(Resource):
    """An offer, as both sides see it."""

    id: OfferId
    object: Literal["offer"] = "offer"
    version: int
    state: OpenEnum[OfferState]
    is_final: bool
    actions: Annotated[list[str], Field(description="What you may do now.")]
    turn: Annotated[OpenEnum[Side] | None, Field(description="Whose move it is; null when the offer has ended.")]
    terms_version: int
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    price: Money
    amounts: OfferAmounts
    message: str
    deliverables: list[DeliverableLine]
    brief: Annotated[Brief, Field(description="The campaign's, as it was when the offer was sent.")]
    terms: Terms
    history: Annotated[list[TermsVersion], Field(description="Every version of the terms, oldest first.")]
    expires_at: Timestamp
    order_id: OrderId | None
    metadata: Annotated[
        dict[str, str], Field(validation_alias="own_metadata", description="The brand's own: empty for the creator.")
    ]
    external_reference: Annotated[
        str | None, Field(validation_alias="own_reference", description="The brand's own: null for the creator.")
    ]
