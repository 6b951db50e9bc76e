from typing import Literal

FaultOutModeType0 = Literal["away", "none", "timeout_after_effect"]

FAULT_OUT_MODE_TYPE_0_VALUES: set[FaultOutModeType0] = {
    "away",
    "none",
    "timeout_after_effect",
}


def check_fault_out_mode_type_0(value: str) -> FaultOutModeType0:
    if value in FAULT_OUT_MODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FAULT_OUT_MODE_TYPE_0_VALUES!r}")
