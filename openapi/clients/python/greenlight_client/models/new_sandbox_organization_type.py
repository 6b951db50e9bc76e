from typing import Literal

NewSandboxOrganizationType = Literal["brand", "creator"]

NEW_SANDBOX_ORGANIZATION_TYPE_VALUES: set[NewSandboxOrganizationType] = {
    "brand",
    "creator",
}


def check_new_sandbox_organization_type(value: str) -> NewSandboxOrganizationType:
    if value in NEW_SANDBOX_ORGANIZATION_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_SANDBOX_ORGANIZATION_TYPE_VALUES!r}")
