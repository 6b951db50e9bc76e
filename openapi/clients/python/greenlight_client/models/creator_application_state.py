from typing import Literal

CreatorApplicationState = Literal["approved", "draft", "needs_info", "rejected", "submitted", "under_review", "withdrawn"]

CREATOR_APPLICATION_STATE_VALUES: set[CreatorApplicationState] = {
    "approved",
    "draft",
    "needs_info",
    "rejected",
    "submitted",
    "under_review",
    "withdrawn",
}


def check_creator_application_state(value: str) -> CreatorApplicationState:
    if value in CREATOR_APPLICATION_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_APPLICATION_STATE_VALUES!r}")
