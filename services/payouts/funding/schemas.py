"""What callers send and receive about fundings."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from services.payouts.funding.models import FundingState
from shared.events.campaigns import OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import FundingId
from shared.money import Money, PositiveMoney
from shared.schemas import Body, ExternalReference, Metadata, OpenEnum, Resource, Timestamp, View


class ChargeOutcome(StrEnum):
    """What the sandbox's source does."""

    SUCCESS = "success"
    DECLINED = "declined"
    DELAYED = "delayed"


class SandboxSource(Body):
    """How the sandbox's source behaves."""

    outcome: Annotated[
        ChargeOutcome,
        Field(description="`success`: settled at once. `delayed`: succeeds, and settles later by the sandbox's clock."),
    ] = ChargeOutcome.SUCCESS


class Source(Body):
    """Where the money comes from."""

    type: Literal["sandbox"]
    sandbox: SandboxSource = SandboxSource()


class NewFunding(Body):
    """Money to bring in."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "amount": {"value": 60000, "currency": "USD"},
                    "source": {"type": "sandbox", "sandbox": {"outcome": "success"}},
                    "order_id": "ord_01k4s3m7v8e9tb2h6jq0xyzwpn",
                    "external_reference": "INV-77",
                }
            ]
        }
    )

    amount: PositiveMoney
    source: Source
    order_id: Annotated[
        OrderId | None,
        Field(description="The order that it is for: that order's hold comes first, and no other takes it while it waits."),
    ] = None
    metadata: Metadata = {}
    external_reference: ExternalReference = None


class SandboxSourceOut(View):
    """How the sandbox's source behaves."""

    outcome: OpenEnum[ChargeOutcome]


class SourceOut(View):
    """Where the money comes from."""

    type: Annotated[str, Field(examples=["sandbox"])]
    sandbox: SandboxSourceOut | None


class Failure(View):
    """Why it failed."""

    code: Annotated[str, Field(examples=["declined"])]


class FundingOut(Resource):
    """Money that a brand brings in."""

    id: FundingId
    object: Literal["funding"] = "funding"
    version: int
    state: OpenEnum[FundingState]
    organization_id: OrganizationId
    amount: Money
    order_id: OrderId | None
    source: SourceOut
    failure: Failure | None
    settled_at: Annotated[Timestamp | None, Field(description="When the rail settled it: until then its payables wait.")]
    metadata: Annotated[Metadata, Field(validation_alias="caller_metadata")]
    external_reference: str | None
    actions: list[str]
    is_final: bool
