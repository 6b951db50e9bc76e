from typing import Literal

HoldState = Literal["failed", "funded", "refunded", "released", "requested", "settled"]

HOLD_STATE_VALUES: set[HoldState] = {
    "failed",
    "funded",
    "refunded",
    "released",
    "requested",
    "settled",
}


def check_hold_state(value: str) -> HoldState:
    if value in HOLD_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {HOLD_STATE_VALUES!r}")
