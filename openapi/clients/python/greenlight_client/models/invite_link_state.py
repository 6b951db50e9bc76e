from typing import Literal

InviteLinkState = Literal["active", "exhausted", "expired", "revoked"]

INVITE_LINK_STATE_VALUES: set[InviteLinkState] = {
    "active",
    "exhausted",
    "expired",
    "revoked",
}


def check_invite_link_state(value: str) -> InviteLinkState:
    if value in INVITE_LINK_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INVITE_LINK_STATE_VALUES!r}")
