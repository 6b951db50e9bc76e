from typing import Literal

CreatorOutAvailabilityType0 = Literal["available", "on_vacation"]

CREATOR_OUT_AVAILABILITY_TYPE_0_VALUES: set[CreatorOutAvailabilityType0] = {
    "available",
    "on_vacation",
}


def check_creator_out_availability_type_0(value: str) -> CreatorOutAvailabilityType0:
    if value in CREATOR_OUT_AVAILABILITY_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_OUT_AVAILABILITY_TYPE_0_VALUES!r}")
