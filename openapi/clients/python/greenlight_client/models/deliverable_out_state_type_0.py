from typing import Literal

DeliverableOutStateType0 = Literal["approved", "cancelled", "changes_requested", "in_review", "overdue", "pending", "published"]

DELIVERABLE_OUT_STATE_TYPE_0_VALUES: set[DeliverableOutStateType0] = {
    "approved",
    "cancelled",
    "changes_requested",
    "in_review",
    "overdue",
    "pending",
    "published",
}


def check_deliverable_out_state_type_0(value: str) -> DeliverableOutStateType0:
    if value in DELIVERABLE_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DELIVERABLE_OUT_STATE_TYPE_0_VALUES!r}")
