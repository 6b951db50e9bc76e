from typing import Literal

NewMemberInvitationRole = Literal["admin", "finance", "manager", "owner", "reviewer", "viewer"]

NEW_MEMBER_INVITATION_ROLE_VALUES: set[NewMemberInvitationRole] = {
    "admin",
    "finance",
    "manager",
    "owner",
    "reviewer",
    "viewer",
}


def check_new_member_invitation_role(value: str) -> NewMemberInvitationRole:
    if value in NEW_MEMBER_INVITATION_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_MEMBER_INVITATION_ROLE_VALUES!r}")
