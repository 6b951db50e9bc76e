from typing import Literal

InvitationOutStateType0 = Literal["accepted", "declined", "expired", "sent", "viewed", "withdrawn"]

INVITATION_OUT_STATE_TYPE_0_VALUES: set[InvitationOutStateType0] = {
    "accepted",
    "declined",
    "expired",
    "sent",
    "viewed",
    "withdrawn",
}


def check_invitation_out_state_type_0(value: str) -> InvitationOutStateType0:
    if value in INVITATION_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INVITATION_OUT_STATE_TYPE_0_VALUES!r}")
