from typing import Literal

ApiKeyOutStateType0 = Literal["active", "expired", "revoked"]

API_KEY_OUT_STATE_TYPE_0_VALUES: set[ApiKeyOutStateType0] = {
    "active",
    "expired",
    "revoked",
}


def check_api_key_out_state_type_0(value: str) -> ApiKeyOutStateType0:
    if value in API_KEY_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {API_KEY_OUT_STATE_TYPE_0_VALUES!r}")
