from typing import Literal

SocialAccountOutStateType0 = Literal["connected", "disconnected"]

SOCIAL_ACCOUNT_OUT_STATE_TYPE_0_VALUES: set[SocialAccountOutStateType0] = {
    "connected",
    "disconnected",
}


def check_social_account_out_state_type_0(value: str) -> SocialAccountOutStateType0:
    if value in SOCIAL_ACCOUNT_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOCIAL_ACCOUNT_OUT_STATE_TYPE_0_VALUES!r}")
