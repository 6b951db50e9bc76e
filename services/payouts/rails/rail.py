"""The port to whoever moves money outside."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from pydantic import AwareDatetime, BaseModel, ConfigDict

from shared.money import Money


class RailAway(Exception):
    """The rail gave no answer that can be relied on: what it did is unknown until it is asked again with the same key."""


class RailDisagrees(Exception):
    """A rail reports another amount under our key, or forgot what it said of it: a person has to look."""


class ChargeState(StrEnum):
    """What a rail says of a charge."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class Charge(BaseModel):
    """Money coming in, as the rail sees it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: str
    amount: Money
    state: ChargeState
    settled: bool
    settles_at: AwareDatetime | None
    """When to ask again, in business time, while it is pending or not settled."""
    failure_code: str | None


class TransferState(StrEnum):
    """What a rail says of a transfer."""

    PROCESSING = "processing"
    PAID = "paid"
    FAILED = "failed"
    RETURNED = "returned"


class Transfer(BaseModel):
    """Money going out, as the rail sees it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: str
    amount: Money
    state: TransferState
    completes_at: AwareDatetime | None
    """When to ask again, in business time, while it is processing."""
    returned_at: AwareDatetime | None
    """When it came back; null while it has not."""
    failure_code: str | None


class Rail(Protocol):
    """A way for money to come in and go out.

    A key names one movement for ever: the same call again gives the same movement and never a second one. Every call raises
    `RailAway` when its outcome is not known.
    """

    name: str

    async def charge(self, *, key: str, amount: Money, source: Mapping[str, Any]) -> Charge:
        """Collect money from a source."""
        ...

    async def charge_of(self, key: str) -> Charge | None:
        """Tell what became of a charge; None where the rail has never heard of it."""
        ...

    async def transfer(self, *, key: str, amount: Money, account: Mapping[str, Any]) -> Transfer:
        """Send money to an account."""
        ...

    async def transfer_of(self, key: str) -> Transfer | None:
        """Tell what became of a transfer; None where the rail has never heard of it."""
        ...

    async def balance(self, currency: str) -> Money:
        """Tell what the rail has of ours."""
        ...


PAUSE = timedelta(minutes=1)


def ask_again_at(reported: datetime | None, *, now: datetime) -> datetime:
    """Choose when to ask a rail again: when it said, or in a minute where it said nothing or that time is over."""
    return reported if reported is not None and reported > now else now + PAUSE


def check(answer: Charge | Transfer, *, key: str, amount: Money) -> None:
    """Raise `RailDisagrees` where a rail speaks of another movement than ours."""
    if (answer.key, answer.amount) != (key, amount):
        raise RailDisagrees(f"{key} {amount} here, {answer.key} {answer.amount} at the rail")
