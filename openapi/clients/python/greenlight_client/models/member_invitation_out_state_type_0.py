from typing import Literal

MemberInvitationOutStateType0 = Literal["accepted", "expired", "revoked", "sent"]

MEMBER_INVITATION_OUT_STATE_TYPE_0_VALUES: set[MemberInvitationOutStateType0] = {
    "accepted",
    "expired",
    "revoked",
    "sent",
}


def check_member_invitation_out_state_type_0(value: str) -> MemberInvitationOutStateType0:
    if value in MEMBER_INVITATION_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_INVITATION_OUT_STATE_TYPE_0_VALUES!r}")
