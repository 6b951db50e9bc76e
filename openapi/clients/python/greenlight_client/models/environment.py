from typing import Literal

Environment = Literal["production", "sandbox"]

ENVIRONMENT_VALUES: set[Environment] = {
    "production",
    "sandbox",
}


def check_environment(value: str) -> Environment:
    if value in ENVIRONMENT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ENVIRONMENT_VALUES!r}")
