from typing import Literal

OrderOutStateType0 = Literal[
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

ORDER_OUT_STATE_TYPE_0_VALUES: set[OrderOutStateType0] = {
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


def check_order_out_state_type_0(value: str) -> OrderOutStateType0:
    if value in ORDER_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ORDER_OUT_STATE_TYPE_0_VALUES!r}")
