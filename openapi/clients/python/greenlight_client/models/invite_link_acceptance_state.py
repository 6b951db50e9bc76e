from typing import Literal

InviteLinkAcceptanceState = Literal["expired", "joined", "waiting", "withdrawn"]

INVITE_LINK_ACCEPTANCE_STATE_VALUES: set[InviteLinkAcceptanceState] = {
    "expired",
    "joined",
    "waiting",
    "withdrawn",
}


def check_invite_link_acceptance_state(value: str) -> InviteLinkAcceptanceState:
    if value in INVITE_LINK_ACCEPTANCE_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INVITE_LINK_ACCEPTANCE_STATE_VALUES!r}")
