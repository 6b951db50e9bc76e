from typing import Literal

OrderState = Literal[
    "active",
    "approved",
    "at_risk",
    "awaiting_funding",
    "cancelled",
    "changes_requested",
    "completed",
    "in_review",
    "live",
    "overdue",
]

ORDER_STATE_VALUES: set[OrderState] = {
    "active",
    "approved",
    "at_risk",
    "awaiting_funding",
    "cancelled",
    "changes_requested",
    "completed",
    "in_review",
    "live",
    "overdue",
}


def check_order_state(value: str) -> OrderState:
    if value in ORDER_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ORDER_STATE_VALUES!r}")
