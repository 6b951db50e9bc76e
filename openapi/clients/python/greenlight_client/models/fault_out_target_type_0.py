from typing import Literal

FaultOutTargetType0 = Literal["mail", "platform", "rail"]

FAULT_OUT_TARGET_TYPE_0_VALUES: set[FaultOutTargetType0] = {
    "mail",
    "platform",
    "rail",
}


def check_fault_out_target_type_0(value: str) -> FaultOutTargetType0:
    if value in FAULT_OUT_TARGET_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FAULT_OUT_TARGET_TYPE_0_VALUES!r}")
