from typing import Literal

UsageType = Literal["full", "organic", "paid"]

USAGE_TYPE_VALUES: set[UsageType] = {
    "full",
    "organic",
    "paid",
}


def check_usage_type(value: str) -> UsageType:
    if value in USAGE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {USAGE_TYPE_VALUES!r}")
