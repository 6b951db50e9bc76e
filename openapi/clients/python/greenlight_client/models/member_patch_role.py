from typing import Literal

MemberPatchRole = Literal["admin", "finance", "manager", "owner", "reviewer", "viewer"]

MEMBER_PATCH_ROLE_VALUES: set[MemberPatchRole] = {
    "admin",
    "finance",
    "manager",
    "owner",
    "reviewer",
    "viewer",
}


def check_member_patch_role(value: str) -> MemberPatchRole:
    if value in MEMBER_PATCH_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_PATCH_ROLE_VALUES!r}")
