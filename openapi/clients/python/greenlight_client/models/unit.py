from typing import Literal

Unit = Literal["count", "minor_units", "percent", "ratio"]

UNIT_VALUES: set[Unit] = {
    "count",
    "minor_units",
    "percent",
    "ratio",
}


def check_unit(value: str) -> Unit:
    if value in UNIT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UNIT_VALUES!r}")
