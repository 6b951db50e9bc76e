from typing import Literal

OwnMembershipTypeType0 = Literal["agency", "brand", "creator", "platform"]

OWN_MEMBERSHIP_TYPE_TYPE_0_VALUES: set[OwnMembershipTypeType0] = {
    "agency",
    "brand",
    "creator",
    "platform",
}


def check_own_membership_type_type_0(value: str) -> OwnMembershipTypeType0:
    if value in OWN_MEMBERSHIP_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OWN_MEMBERSHIP_TYPE_TYPE_0_VALUES!r}")
