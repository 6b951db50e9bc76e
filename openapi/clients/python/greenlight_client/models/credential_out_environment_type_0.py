from typing import Literal

CredentialOutEnvironmentType0 = Literal["production", "sandbox"]

CREDENTIAL_OUT_ENVIRONMENT_TYPE_0_VALUES: set[CredentialOutEnvironmentType0] = {
    "production",
    "sandbox",
}


def check_credential_out_environment_type_0(value: str) -> CredentialOutEnvironmentType0:
    if value in CREDENTIAL_OUT_ENVIRONMENT_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREDENTIAL_OUT_ENVIRONMENT_TYPE_0_VALUES!r}")
