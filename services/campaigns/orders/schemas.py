"""What callers receive about orders."""

from typing import Annotated, Literal

from pydantic import Field

from services.campaigns.campaigns.days import Day
from services.campaigns.campaigns.terms import DeliverableType, Terms
from services.campaigns.orders.models import DeliverableState, OrderState
from shared.events.campaigns import DeliverableId, OfferId, OrderId
from shared.events.identity import OrganizationId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour, CreatorNeighbour
from shared.events.payouts import HoldId
from shared.events.review import DraftId, PublicationId
from shared.money import Money
from shared.schemas import OpenEnum, Resource, Timestamp, View


class DraftOfDeliverable(View):
    """The newest draft of a deliverable, as review told."""

    id: DraftId
    state: str
    version_number: int


class PublicationOfDeliverable(View):
    """The newest publication of a deliverable, as review told."""

    id: PublicationId
    state: str
    url: str


class DeliverableOut(View):
    """One thing that the creator makes."""

    id: DeliverableId
    type: OpenEnum[DeliverableType]
    title: str
    amount: Annotated[Money, Field(description="Its share of the price.")]
    due_on: Day
    due_at: Timestamp
    overdue_at: Annotated[
        Timestamp,
        Field(description="Without a draft, or where changes were asked for without its next version, it is overdue then."),
    ]
    publish_by_on: Day
    publish_by_at: Timestamp
    min_duration_seconds: int | None
    max_duration_seconds: int | None
    state: OpenEnum[DeliverableState]
    draft: DraftOfDeliverable | None
    publication: PublicationOfDeliverable | None
    is_released: Annotated[bool, Field(description="Whether its share left the hold for the creator.")]
    is_refunded: Annotated[bool, Field(description="Whether its share went back to the brand.")]
    release_refusal: Annotated[str | None, Field(description="Why its share could not be released.")]


class OrderAmounts(View):
    """How the price divides, and where the brand's money is."""

    price: Money
    platform_fee: Money
    creator_net: Money
    held: Annotated[Money, Field(description="What is held for the order now.")]
    released: Annotated[Money, Field(description="What left the hold for the creator and the fee.")]
    refunded: Annotated[Money, Field(description="What went back to the brand.")]


class ContractOfOrder(View):
    """What both sides agreed, in short."""

    sha256: Annotated[str, Field(description="Of the bytes that GET /orders/{id}/contract answers.")]
    accepted_at: Timestamp
    terms: Terms


class HoldOfOrder(View):
    """The hold of the brand's money, as payouts told."""

    id: HoldId
    state: str


class OrderOut(Resource):
    """An order, as both sides see it."""

    id: OrderId
    object: Literal["order"] = "order"
    version: int
    state: OpenEnum[OrderState]
    is_final: bool
    actions: Annotated[list[str], Field(description="What you may do now.")]
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: OrganizationId
    creator_organization_id: OrganizationId
    offer_id: OfferId
    price: Money
    platform_fee_basis_points: int
    amounts: OrderAmounts
    deliverables: list[DeliverableOut]
    contract: ContractOfOrder
    hold: HoldOfOrder | None
    retention_ends_at: Annotated[
        Timestamp | None,
        Field(
            description="When the last post has stood long enough, or would have, posted on its last day: the order completes."
        ),
    ]
    metadata: Annotated[
        dict[str, str], Field(validation_alias="own_metadata", description="The brand's own: empty for the creator.")
    ]
    external_reference: Annotated[
        str | None, Field(validation_alias="own_reference", description="The brand's own: null for the creator.")
    ]
