from typing import Literal

Lack = Literal["history_too_short", "not_told", "too_few_peers"]

LACK_VALUES: set[Lack] = {
    "history_too_short",
    "not_told",
    "too_few_peers",
}


def check_lack(value: str) -> Lack:
    if value in LACK_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LACK_VALUES!r}")
