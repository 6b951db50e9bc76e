from typing import Literal

OrganizationOutTypeType0 = Literal["agency", "brand", "creator", "platform"]

ORGANIZATION_OUT_TYPE_TYPE_0_VALUES: set[OrganizationOutTypeType0] = {
    "agency",
    "brand",
    "creator",
    "platform",
}


def check_organization_out_type_type_0(value: str) -> OrganizationOutTypeType0:
    if value in ORGANIZATION_OUT_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ORGANIZATION_OUT_TYPE_TYPE_0_VALUES!r}")
