from typing import Literal

OpportunityOutStateType0 = Literal["cancelled", "completed", "draft", "expired", "in_progress", "paused", "published"]

OPPORTUNITY_OUT_STATE_TYPE_0_VALUES: set[OpportunityOutStateType0] = {
    "cancelled",
    "completed",
    "draft",
    "expired",
    "in_progress",
    "paused",
    "published",
}


def check_opportunity_out_state_type_0(value: str) -> OpportunityOutStateType0:
    if value in OPPORTUNITY_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OPPORTUNITY_OUT_STATE_TYPE_0_VALUES!r}")
