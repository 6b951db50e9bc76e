from typing import Literal

Mode = Literal["away", "none", "timeout_after_effect"]

MODE_VALUES: set[Mode] = {
    "away",
    "none",
    "timeout_after_effect",
}


def check_mode(value: str) -> Mode:
    if value in MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MODE_VALUES!r}")
