from typing import Literal

Badge = Literal["complete", "experienced", "responsive"]

BADGE_VALUES: set[Badge] = {
    "complete",
    "experienced",
    "responsive",
}


def check_badge(value: str) -> Badge:
    if value in BADGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BADGE_VALUES!r}")
