from typing import Literal

ListApprovalOutStateType0 = Literal["closed", "expired", "open", "revoked"]

LIST_APPROVAL_OUT_STATE_TYPE_0_VALUES: set[ListApprovalOutStateType0] = {
    "closed",
    "expired",
    "open",
    "revoked",
}


def check_list_approval_out_state_type_0(value: str) -> ListApprovalOutStateType0:
    if value in LIST_APPROVAL_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_APPROVAL_OUT_STATE_TYPE_0_VALUES!r}")
