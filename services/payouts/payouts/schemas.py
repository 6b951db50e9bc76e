"""What callers send and receive about payouts."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from services.payouts.payouts.models import PayoutState
from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutAccountId, PayoutId
from shared.money import Currency, Money, PositiveMoney
from shared.schemas import Body, ExternalReference, Metadata, OpenEnum, Resource, Timestamp, View


class NewPayout(Body):
    """Money to pay out."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"currency": "USD", "amount": {"value": 54000, "currency": "USD"}}]}
    )

    currency: Currency
    amount: Annotated[PositiveMoney | None, Field(description="All that is available, where it is not given.")] = None
    metadata: Metadata = {}
    external_reference: ExternalReference = None

    @model_validator(mode="after")
    def _one_currency(self) -> "NewPayout":
        if self.amount is not None and self.amount.currency != self.currency:
            raise PydanticCustomError("currency_mismatch", "amount and currency name two currencies")
        return self


class PayoutFailure(View):
    """Why it failed, or came back."""

    code: Annotated[str, Field(examples=["account_closed"])]


class PayoutOut(Resource):
    """Money on its way to a creator's account."""

    id: PayoutId
    object: Literal["payout"] = "payout"
    version: int
    state: OpenEnum[PayoutState]
    organization_id: OrganizationId
    amount: Money
    payout_account_id: PayoutAccountId
    failure: PayoutFailure | None
    completes_at: Annotated[Timestamp | None, Field(description="When the rail expects it to arrive.")]
    paid_at: Timestamp | None
    returned_at: Timestamp | None
    metadata: Annotated[Metadata, Field(validation_alias="caller_metadata")]
    external_reference: str | None
    actions: list[str]
    is_final: bool
