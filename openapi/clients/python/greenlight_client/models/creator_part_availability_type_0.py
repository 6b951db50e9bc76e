from typing import Literal

CreatorPartAvailabilityType0 = Literal["available", "on_vacation"]

CREATOR_PART_AVAILABILITY_TYPE_0_VALUES: set[CreatorPartAvailabilityType0] = {
    "available",
    "on_vacation",
}


def check_creator_part_availability_type_0(value: str) -> CreatorPartAvailabilityType0:
    if value in CREATOR_PART_AVAILABILITY_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_PART_AVAILABILITY_TYPE_0_VALUES!r}")
