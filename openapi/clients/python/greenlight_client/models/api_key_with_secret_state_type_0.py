from typing import Literal

ApiKeyWithSecretStateType0 = Literal["active", "expired", "revoked"]

API_KEY_WITH_SECRET_STATE_TYPE_0_VALUES: set[ApiKeyWithSecretStateType0] = {
    "active",
    "expired",
    "revoked",
}


def check_api_key_with_secret_state_type_0(value: str) -> ApiKeyWithSecretStateType0:
    if value in API_KEY_WITH_SECRET_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {API_KEY_WITH_SECRET_STATE_TYPE_0_VALUES!r}")
