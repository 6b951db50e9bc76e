from typing import Literal

HoldOutStateType0 = Literal["failed", "funded", "refunded", "released", "requested", "settled"]

HOLD_OUT_STATE_TYPE_0_VALUES: set[HoldOutStateType0] = {
    "failed",
    "funded",
    "refunded",
    "released",
    "requested",
    "settled",
}


def check_hold_out_state_type_0(value: str) -> HoldOutStateType0:
    if value in HOLD_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {HOLD_OUT_STATE_TYPE_0_VALUES!r}")
