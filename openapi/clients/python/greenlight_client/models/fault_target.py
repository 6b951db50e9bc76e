from typing import Literal

FaultTarget = Literal["mail", "platform", "rail"]

FAULT_TARGET_VALUES: set[FaultTarget] = {
    "mail",
    "platform",
    "rail",
}


def check_fault_target(value: str) -> FaultTarget:
    if value in FAULT_TARGET_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FAULT_TARGET_VALUES!r}")
