from typing import Literal

MemberInvitationState = Literal["accepted", "expired", "revoked", "sent"]

MEMBER_INVITATION_STATE_VALUES: set[MemberInvitationState] = {
    "accepted",
    "expired",
    "revoked",
    "sent",
}


def check_member_invitation_state(value: str) -> MemberInvitationState:
    if value in MEMBER_INVITATION_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_INVITATION_STATE_VALUES!r}")
