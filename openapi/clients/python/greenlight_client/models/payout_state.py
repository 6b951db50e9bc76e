from typing import Literal

PayoutState = Literal["created", "failed", "paid", "processing", "returned", "submitted"]

PAYOUT_STATE_VALUES: set[PayoutState] = {
    "created",
    "failed",
    "paid",
    "processing",
    "returned",
    "submitted",
}


def check_payout_state(value: str) -> PayoutState:
    if value in PAYOUT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAYOUT_STATE_VALUES!r}")
