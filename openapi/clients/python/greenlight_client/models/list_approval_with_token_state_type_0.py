from typing import Literal

ListApprovalWithTokenStateType0 = Literal["closed", "expired", "open", "revoked"]

LIST_APPROVAL_WITH_TOKEN_STATE_TYPE_0_VALUES: set[ListApprovalWithTokenStateType0] = {
    "closed",
    "expired",
    "open",
    "revoked",
}


def check_list_approval_with_token_state_type_0(value: str) -> ListApprovalWithTokenStateType0:
    if value in LIST_APPROVAL_WITH_TOKEN_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_APPROVAL_WITH_TOKEN_STATE_TYPE_0_VALUES!r}")
