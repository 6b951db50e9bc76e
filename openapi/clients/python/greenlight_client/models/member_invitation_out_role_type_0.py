from typing import Literal

MemberInvitationOutRoleType0 = Literal["admin", "arbiter", "finance", "manager", "owner", "reviewer", "viewer"]

MEMBER_INVITATION_OUT_ROLE_TYPE_0_VALUES: set[MemberInvitationOutRoleType0] = {
    "admin",
    "arbiter",
    "finance",
    "manager",
    "owner",
    "reviewer",
    "viewer",
}


def check_member_invitation_out_role_type_0(value: str) -> MemberInvitationOutRoleType0:
    if value in MEMBER_INVITATION_OUT_ROLE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_INVITATION_OUT_ROLE_TYPE_0_VALUES!r}")
