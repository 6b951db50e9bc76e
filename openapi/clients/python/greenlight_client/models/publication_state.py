from typing import Literal

PublicationState = Literal["mismatch", "submitted", "taken_down", "verified"]

PUBLICATION_STATE_VALUES: set[PublicationState] = {
    "mismatch",
    "submitted",
    "taken_down",
    "verified",
}


def check_publication_state(value: str) -> PublicationState:
    if value in PUBLICATION_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PUBLICATION_STATE_VALUES!r}")
