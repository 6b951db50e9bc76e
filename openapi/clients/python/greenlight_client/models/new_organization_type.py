from typing import Literal

NewOrganizationType = Literal["agency", "brand", "creator"]

NEW_ORGANIZATION_TYPE_VALUES: set[NewOrganizationType] = {
    "agency",
    "brand",
    "creator",
}


def check_new_organization_type(value: str) -> NewOrganizationType:
    if value in NEW_ORGANIZATION_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_ORGANIZATION_TYPE_VALUES!r}")
