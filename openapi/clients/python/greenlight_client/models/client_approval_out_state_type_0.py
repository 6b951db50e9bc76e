from typing import Literal

ClientApprovalOutStateType0 = Literal["closed", "expired", "open", "revoked"]

CLIENT_APPROVAL_OUT_STATE_TYPE_0_VALUES: set[ClientApprovalOutStateType0] = {
    "closed",
    "expired",
    "open",
    "revoked",
}


def check_client_approval_out_state_type_0(value: str) -> ClientApprovalOutStateType0:
    if value in CLIENT_APPROVAL_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CLIENT_APPROVAL_OUT_STATE_TYPE_0_VALUES!r}")
