from typing import Literal

ApplicationState = Literal["expired", "offered", "rejected", "shortlisted", "submitted", "withdrawn"]

APPLICATION_STATE_VALUES: set[ApplicationState] = {
    "expired",
    "offered",
    "rejected",
    "shortlisted",
    "submitted",
    "withdrawn",
}


def check_application_state(value: str) -> ApplicationState:
    if value in APPLICATION_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPLICATION_STATE_VALUES!r}")
