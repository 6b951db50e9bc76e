from typing import Literal

CredentialOutTypeType0 = Literal["api_key", "oauth_client", "session"]

CREDENTIAL_OUT_TYPE_TYPE_0_VALUES: set[CredentialOutTypeType0] = {
    "api_key",
    "oauth_client",
    "session",
}


def check_credential_out_type_type_0(value: str) -> CredentialOutTypeType0:
    if value in CREDENTIAL_OUT_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREDENTIAL_OUT_TYPE_TYPE_0_VALUES!r}")
