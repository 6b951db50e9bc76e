from typing import Literal

Side = Literal["brand", "creator", "owner", "staff", "system"]

SIDE_VALUES: set[Side] = {
    "brand",
    "creator",
    "owner",
    "staff",
    "system",
}


def check_side(value: str) -> Side:
    if value in SIDE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SIDE_VALUES!r}")
