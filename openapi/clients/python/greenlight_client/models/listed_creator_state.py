from typing import Literal

ListedCreatorState = Literal["available", "on_vacation", "unavailable"]

LISTED_CREATOR_STATE_VALUES: set[ListedCreatorState] = {
    "available",
    "on_vacation",
    "unavailable",
}


def check_listed_creator_state(value: str) -> ListedCreatorState:
    if value in LISTED_CREATOR_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LISTED_CREATOR_STATE_VALUES!r}")
