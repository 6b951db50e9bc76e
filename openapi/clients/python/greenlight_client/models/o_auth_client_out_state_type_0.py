from typing import Literal

OAuthClientOutStateType0 = Literal["active", "expired", "revoked"]

O_AUTH_CLIENT_OUT_STATE_TYPE_0_VALUES: set[OAuthClientOutStateType0] = {
    "active",
    "expired",
    "revoked",
}


def check_o_auth_client_out_state_type_0(value: str) -> OAuthClientOutStateType0:
    if value in O_AUTH_CLIENT_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {O_AUTH_CLIENT_OUT_STATE_TYPE_0_VALUES!r}")
