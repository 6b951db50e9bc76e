from typing import Literal

ListApprovalState = Literal["closed", "expired", "open", "revoked"]

LIST_APPROVAL_STATE_VALUES: set[ListApprovalState] = {
    "closed",
    "expired",
    "open",
    "revoked",
}


def check_list_approval_state(value: str) -> ListApprovalState:
    if value in LIST_APPROVAL_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_APPROVAL_STATE_VALUES!r}")
