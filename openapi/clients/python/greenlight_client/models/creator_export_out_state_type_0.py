from typing import Literal

CreatorExportOutStateType0 = Literal["expired", "ready"]

CREATOR_EXPORT_OUT_STATE_TYPE_0_VALUES: set[CreatorExportOutStateType0] = {
    "expired",
    "ready",
}


def check_creator_export_out_state_type_0(value: str) -> CreatorExportOutStateType0:
    if value in CREATOR_EXPORT_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_EXPORT_OUT_STATE_TYPE_0_VALUES!r}")
