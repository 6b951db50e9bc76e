from typing import Literal

DraftOutStateType0 = Literal[
    "approved", "brand_review", "changes_requested", "closed", "created", "platform_review", "policy_rejected"
]

DRAFT_OUT_STATE_TYPE_0_VALUES: set[DraftOutStateType0] = {
    "approved",
    "brand_review",
    "changes_requested",
    "closed",
    "created",
    "platform_review",
    "policy_rejected",
}


def check_draft_out_state_type_0(value: str) -> DraftOutStateType0:
    if value in DRAFT_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DRAFT_OUT_STATE_TYPE_0_VALUES!r}")
