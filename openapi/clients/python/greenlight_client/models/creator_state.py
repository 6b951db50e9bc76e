from typing import Literal

CreatorState = Literal["active", "suspended"]

CREATOR_STATE_VALUES: set[CreatorState] = {
    "active",
    "suspended",
}


def check_creator_state(value: str) -> CreatorState:
    if value in CREATOR_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_STATE_VALUES!r}")
