from typing import Literal

DeliverableState = Literal["approved", "cancelled", "changes_requested", "in_review", "overdue", "pending", "published"]

DELIVERABLE_STATE_VALUES: set[DeliverableState] = {
    "approved",
    "cancelled",
    "changes_requested",
    "in_review",
    "overdue",
    "pending",
    "published",
}


def check_deliverable_state(value: str) -> DeliverableState:
    if value in DELIVERABLE_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DELIVERABLE_STATE_VALUES!r}")
