from typing import Literal

MemberOutRoleType0 = Literal["admin", "arbiter", "finance", "manager", "owner", "reviewer", "viewer"]

MEMBER_OUT_ROLE_TYPE_0_VALUES: set[MemberOutRoleType0] = {
    "admin",
    "arbiter",
    "finance",
    "manager",
    "owner",
    "reviewer",
    "viewer",
}


def check_member_out_role_type_0(value: str) -> MemberOutRoleType0:
    if value in MEMBER_OUT_ROLE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_OUT_ROLE_TYPE_0_VALUES!r}")
