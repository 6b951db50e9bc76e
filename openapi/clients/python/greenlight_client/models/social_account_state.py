from typing import Literal

SocialAccountState = Literal["connected", "disconnected"]

SOCIAL_ACCOUNT_STATE_VALUES: set[SocialAccountState] = {
    "connected",
    "disconnected",
}


def check_social_account_state(value: str) -> SocialAccountState:
    if value in SOCIAL_ACCOUNT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOCIAL_ACCOUNT_STATE_VALUES!r}")
