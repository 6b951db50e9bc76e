from typing import Literal

Availability = Literal["available", "on_vacation"]

AVAILABILITY_VALUES: set[Availability] = {
    "available",
    "on_vacation",
}


def check_availability(value: str) -> Availability:
    if value in AVAILABILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AVAILABILITY_VALUES!r}")
