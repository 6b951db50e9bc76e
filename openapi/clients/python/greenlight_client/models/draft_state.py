from typing import Literal

DraftState = Literal["approved", "brand_review", "changes_requested", "closed", "created", "platform_review", "policy_rejected"]

DRAFT_STATE_VALUES: set[DraftState] = {
    "approved",
    "brand_review",
    "changes_requested",
    "closed",
    "created",
    "platform_review",
    "policy_rejected",
}


def check_draft_state(value: str) -> DraftState:
    if value in DRAFT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DRAFT_STATE_VALUES!r}")
