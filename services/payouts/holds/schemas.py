"""What callers receive about holds."""

from typing import Annotated, Literal

from pydantic import Field

from services.payouts.holds.models import HoldState, ShareState
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour, CreatorNeighbour
from shared.events.payouts import HoldId
from shared.money import Money
from shared.schemas import OpenEnum, Resource, Timestamp, View


class ShareOut(View):
    """One deliverable's part of a hold."""

    deliverable_id: DeliverableId
    amount: Money
    state: Annotated[
        OpenEnum[ShareState],
        Field(description="`due`: approved, and released as soon as the hold is funded. `void`: the hold was never funded."),
    ]
    approved_at: Timestamp | None
    refusal: Annotated[
        str | None, Field(description="Why an approval found nothing to release: `hold_failed`, `share_refunded`.")
    ]


class HoldOut(Resource):
    """A brand's money, held for one order. It is a hold and no escrow."""

    id: HoldId
    object: Literal["hold"] = "hold"
    version: int
    state: OpenEnum[HoldState]
    amount: Annotated[Money, Field(description="The order's price.")]
    held: Annotated[Money, Field(description="What remains now.")]
    released: Annotated[Money, Field(description="What went to the creator and the platform's fee.")]
    refunded: Annotated[Money, Field(description="What went back to the brand.")]
    platform_fee: Annotated[Money, Field(description="The fee within what was released.")]
    expires_at: Annotated[Timestamp, Field(description="When it fails unless it is funded.")]
    funded_at: Timestamp | None
    shares: list[ShareOut]
    order_id: OrderId
    brand: BrandNeighbour
    creator: CreatorNeighbour
    campaign: CampaignNeighbour
    actions: list[str]
    is_final: bool
