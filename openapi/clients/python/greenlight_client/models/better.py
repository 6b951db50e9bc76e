from typing import Literal

Better = Literal["higher", "lower"]

BETTER_VALUES: set[Better] = {
    "higher",
    "lower",
}


def check_better(value: str) -> Better:
    if value in BETTER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BETTER_VALUES!r}")
