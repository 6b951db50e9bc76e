from typing import Literal

OwnCreatorOutAvailabilityType0 = Literal["available", "on_vacation"]

OWN_CREATOR_OUT_AVAILABILITY_TYPE_0_VALUES: set[OwnCreatorOutAvailabilityType0] = {
    "available",
    "on_vacation",
}


def check_own_creator_out_availability_type_0(value: str) -> OwnCreatorOutAvailabilityType0:
    if value in OWN_CREATOR_OUT_AVAILABILITY_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OWN_CREATOR_OUT_AVAILABILITY_TYPE_0_VALUES!r}")
