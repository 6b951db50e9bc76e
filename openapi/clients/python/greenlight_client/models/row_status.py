from typing import Literal

RowStatus = Literal["added", "duplicate", "invalid", "matched", "not_found"]

ROW_STATUS_VALUES: set[RowStatus] = {
    "added",
    "duplicate",
    "invalid",
    "matched",
    "not_found",
}


def check_row_status(value: str) -> RowStatus:
    if value in ROW_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ROW_STATUS_VALUES!r}")
