from typing import Literal

CredentialOutRoleType0Type0 = Literal["admin", "arbiter", "finance", "manager", "owner", "reviewer", "viewer"]

CREDENTIAL_OUT_ROLE_TYPE_0_TYPE_0_VALUES: set[CredentialOutRoleType0Type0] = {
    "admin",
    "arbiter",
    "finance",
    "manager",
    "owner",
    "reviewer",
    "viewer",
}


def check_credential_out_role_type_0_type_0(value: str) -> CredentialOutRoleType0Type0:
    if value in CREDENTIAL_OUT_ROLE_TYPE_0_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREDENTIAL_OUT_ROLE_TYPE_0_TYPE_0_VALUES!r}")
