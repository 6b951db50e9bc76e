from typing import Literal

OAuthClientWithSecretStateType0 = Literal["active", "expired", "revoked"]

O_AUTH_CLIENT_WITH_SECRET_STATE_TYPE_0_VALUES: set[OAuthClientWithSecretStateType0] = {
    "active",
    "expired",
    "revoked",
}


def check_o_auth_client_with_secret_state_type_0(value: str) -> OAuthClientWithSecretStateType0:
    if value in O_AUTH_CLIENT_WITH_SECRET_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {O_AUTH_CLIENT_WITH_SECRET_STATE_TYPE_0_VALUES!r}")
