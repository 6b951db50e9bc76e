from typing import Literal

OrganizationType = Literal["agency", "brand", "creator", "platform"]

ORGANIZATION_TYPE_VALUES: set[OrganizationType] = {
    "agency",
    "brand",
    "creator",
    "platform",
}


def check_organization_type(value: str) -> OrganizationType:
    if value in ORGANIZATION_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ORGANIZATION_TYPE_VALUES!r}")
