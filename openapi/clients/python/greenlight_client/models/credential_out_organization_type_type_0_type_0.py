from typing import Literal

CredentialOutOrganizationTypeType0Type0 = Literal["agency", "brand", "creator", "platform"]

CREDENTIAL_OUT_ORGANIZATION_TYPE_TYPE_0_TYPE_0_VALUES: set[CredentialOutOrganizationTypeType0Type0] = {
    "agency",
    "brand",
    "creator",
    "platform",
}


def check_credential_out_organization_type_type_0_type_0(value: str) -> CredentialOutOrganizationTypeType0Type0:
    if value in CREDENTIAL_OUT_ORGANIZATION_TYPE_TYPE_0_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREDENTIAL_OUT_ORGANIZATION_TYPE_TYPE_0_TYPE_0_VALUES!r}")
