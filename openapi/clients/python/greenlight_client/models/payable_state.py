from typing import Literal

PayableState = Literal["in_payout", "paid", "ready", "reversed", "waiting"]

PAYABLE_STATE_VALUES: set[PayableState] = {
    "in_payout",
    "paid",
    "ready",
    "reversed",
    "waiting",
}


def check_payable_state(value: str) -> PayableState:
    if value in PAYABLE_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAYABLE_STATE_VALUES!r}")
