from typing import Literal

PayoutOutStateType0 = Literal["created", "failed", "paid", "processing", "returned", "submitted"]

PAYOUT_OUT_STATE_TYPE_0_VALUES: set[PayoutOutStateType0] = {
    "created",
    "failed",
    "paid",
    "processing",
    "returned",
    "submitted",
}


def check_payout_out_state_type_0(value: str) -> PayoutOutStateType0:
    if value in PAYOUT_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAYOUT_OUT_STATE_TYPE_0_VALUES!r}")
