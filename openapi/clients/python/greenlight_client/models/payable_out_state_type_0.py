from typing import Literal

PayableOutStateType0 = Literal["in_payout", "paid", "ready", "reversed", "waiting"]

PAYABLE_OUT_STATE_TYPE_0_VALUES: set[PayableOutStateType0] = {
    "in_payout",
    "paid",
    "ready",
    "reversed",
    "waiting",
}


def check_payable_out_state_type_0(value: str) -> PayableOutStateType0:
    if value in PAYABLE_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAYABLE_OUT_STATE_TYPE_0_VALUES!r}")
