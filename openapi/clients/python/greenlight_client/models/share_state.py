from typing import Literal

ShareState = Literal["cancelled", "due", "held", "refunded", "released", "void"]

SHARE_STATE_VALUES: set[ShareState] = {
    "cancelled",
    "due",
    "held",
    "refunded",
    "released",
    "void",
}


def check_share_state(value: str) -> ShareState:
    if value in SHARE_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SHARE_STATE_VALUES!r}")
