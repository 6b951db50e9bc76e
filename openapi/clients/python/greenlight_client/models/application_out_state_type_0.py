from typing import Literal

ApplicationOutStateType0 = Literal["expired", "offered", "rejected", "shortlisted", "submitted", "withdrawn"]

APPLICATION_OUT_STATE_TYPE_0_VALUES: set[ApplicationOutStateType0] = {
    "expired",
    "offered",
    "rejected",
    "shortlisted",
    "submitted",
    "withdrawn",
}


def check_application_out_state_type_0(value: str) -> ApplicationOutStateType0:
    if value in APPLICATION_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPLICATION_OUT_STATE_TYPE_0_VALUES!r}")
