"""What callers receive about payables."""

from typing import Annotated, Literal

from pydantic import Field

from services.payouts.payables.models import PayableState, ReasonCode
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.neighbours import BrandNeighbour, CampaignNeighbour, CreatorNeighbour
from shared.events.payouts import HoldId, PayableId
from shared.money import Money
from shared.schemas import OpenEnum, Resource, Timestamp, View


class Resolution(View):
    """The call that resolves a reason."""

    method: Annotated[str, Field(examples=["POST"])]
    path: Annotated[str, Field(examples=["/v1/payout-accounts"])]


class Reason(View):
    """Why a payable waits."""

    code: OpenEnum[ReasonCode]
    detail: str
    since: Timestamp
    resolve: Annotated[Resolution | None, Field(description="Null where nobody has to do anything: it goes on by itself.")]


class PayableOut(Resource):
    """What a creator earned with one deliverable, until it is paid."""

    id: PayableId
    object: Literal["payable"] = "payable"
    version: int
    state: OpenEnum[PayableState]
    amount: Annotated[Money, Field(description="The creator's net: the released share less the platform's fee.")]
    withheld: Annotated[Money, Field(description="Tax withheld from it.")]
    remaining: Annotated[Money, Field(description="What no payout has taken.")]
    in_payout: Annotated[Money, Field(description="What payouts under way have taken.")]
    paid: Annotated[Money, Field(description="What has been paid.")]
    reasons: Annotated[list[Reason], Field(description="Why it waits; when the last one is resolved it becomes ready by itself.")]
    ready_at: Timestamp | None
    order_id: OrderId
    deliverable_id: DeliverableId
    hold_id: HoldId
    brand: BrandNeighbour
    creator: CreatorNeighbour
    campaign: CampaignNeighbour
    actions: list[str]
    is_final: bool
