"""What callers send and receive about payout accounts."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutAccountId
from shared.money import Currency
from shared.schemas import Body, Line, OpenEnum, Resource, View


class TransferOutcome(StrEnum):
    """What the sandbox's account does with a payout."""

    SUCCESS = "success"
    FAILED = "failed"
    RETURNED = "returned"
    DELAYED = "delayed"


class SandboxAccount(Body):
    """How the sandbox's account behaves."""

    outcome: Annotated[
        TransferOutcome,
        Field(description="`failed`: refused. `returned`: paid, and sent back two days later. `delayed`: paid a day later."),
    ] = TransferOutcome.SUCCESS


class NewPayoutAccount(Body):
    """An account to be paid to."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"type": "sandbox", "currency": "USD", "holder_name": "Ana Cooks", "sandbox": {"outcome": "success"}}]
        }
    )

    type: Literal["sandbox"]
    currency: Currency
    holder_name: Line
    sandbox: SandboxAccount = SandboxAccount()


class SandboxPayoutDetails(View):
    """How the sandbox's account behaves."""

    outcome: OpenEnum[TransferOutcome]


class PayoutAccountOut(Resource):
    """Where a creator is paid. What it says never changes; only whether it is the default does."""

    id: PayoutAccountId
    object: Literal["payout_account"] = "payout_account"
    version: int
    type: Annotated[str, Field(examples=["sandbox"])]
    organization_id: OrganizationId
    currency: Currency
    holder_name: str
    sandbox: SandboxPayoutDetails | None
    default: Annotated[
        bool,
        Field(validation_alias="is_default", description="Whether payouts in its currency go there unless they say otherwise."),
    ]
