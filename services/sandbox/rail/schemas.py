"""What the adapter of the rail sends and receives."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from services.sandbox.rail.models import Charge, ChargeOutcome, ChargeState, Transfer, TransferOutcome, TransferState
from shared.money import Currency, Money, PositiveMoney
from shared.schemas import Body, Line, Timestamp, View

Key = Annotated[str, Field(min_length=1, max_length=255)]


class NewCharge(Body):
    """A charge to make; the same key makes it once."""

    key: Key
    amount: PositiveMoney
    outcome: ChargeOutcome = ChargeOutcome.SUCCESS


class NewTransfer(Body):
    """A transfer to make; the same key makes it once."""

    key: Key
    amount: PositiveMoney
    holder_name: Line
    outcome: TransferOutcome = TransferOutcome.SUCCESS


class ChargeOut(View):
    """A charge as it stands now."""

    key: str
    state: ChargeState
    settled: bool
    settles_at: Timestamp | None
    failure_code: str | None
    amount: Money

    @classmethod
    def of(cls, charge: Charge, *, now: datetime) -> Self:
        """Show how a charge stands at a time: a delayed one has succeeded at once, and is settled later."""
        return cls(
            key=charge.key,
            state=ChargeState.FAILED if charge.failure_code else ChargeState.SUCCEEDED,
            settled=charge.settles_at is not None and charge.settles_at <= now,
            settles_at=charge.settles_at,
            failure_code=charge.failure_code,
            amount=charge.amount,
        )


class TransferOut(View):
    """A transfer as it stands now."""

    key: str
    state: TransferState
    completes_at: Timestamp | None
    failure_code: str | None
    returned_at: Timestamp | None
    amount: Money

    @classmethod
    def of(cls, transfer: Transfer, *, now: datetime) -> Self:
        """Show how a transfer stands at a time. `returned_at` is null until the money has come back."""
        is_returned = transfer.returns_at is not None and transfer.returns_at <= now
        return cls(
            key=transfer.key,
            state=_state_of(transfer, now=now, is_returned=is_returned),
            completes_at=transfer.completes_at,
            failure_code=transfer.failure_code,
            returned_at=transfer.returns_at if is_returned else None,
            amount=transfer.amount,
        )


def _state_of(transfer: Transfer, *, now: datetime, is_returned: bool) -> TransferState:
    if transfer.completes_at is None:
        return TransferState.FAILED
    if is_returned:
        return TransferState.RETURNED
    return TransferState.PAID if transfer.completes_at <= now else TransferState.PROCESSING


class RailBalance(View):
    """What the rail has moved in one currency, in minor units: `charged` less `transferred`, plus `returned`."""

    currency: Currency
    charged: int
    transferred: int
    returned: int
    balance: int
