from typing import Literal

PlatformName = Literal["sandbox"]

PLATFORM_NAME_VALUES: set[PlatformName] = {
    "sandbox",
}


def check_platform_name(value: str) -> PlatformName:
    if value in PLATFORM_NAME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLATFORM_NAME_VALUES!r}")
