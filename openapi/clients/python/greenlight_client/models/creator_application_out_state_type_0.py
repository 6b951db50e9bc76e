from typing import Literal

CreatorApplicationOutStateType0 = Literal["approved", "draft", "needs_info", "rejected", "submitted", "under_review", "withdrawn"]

CREATOR_APPLICATION_OUT_STATE_TYPE_0_VALUES: set[CreatorApplicationOutStateType0] = {
    "approved",
    "draft",
    "needs_info",
    "rejected",
    "submitted",
    "under_review",
    "withdrawn",
}


def check_creator_application_out_state_type_0(value: str) -> CreatorApplicationOutStateType0:
    if value in CREATOR_APPLICATION_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_APPLICATION_OUT_STATE_TYPE_0_VALUES!r}")
