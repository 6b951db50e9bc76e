from typing import Literal

ShareOutStateType0 = Literal["cancelled", "due", "held", "refunded", "released", "void"]

SHARE_OUT_STATE_TYPE_0_VALUES: set[ShareOutStateType0] = {
    "cancelled",
    "due",
    "held",
    "refunded",
    "released",
    "void",
}


def check_share_out_state_type_0(value: str) -> ShareOutStateType0:
    if value in SHARE_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SHARE_OUT_STATE_TYPE_0_VALUES!r}")
