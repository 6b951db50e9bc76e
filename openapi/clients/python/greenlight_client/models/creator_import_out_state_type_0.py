from typing import Literal

CreatorImportOutStateType0 = Literal["completed", "failed", "pending", "running"]

CREATOR_IMPORT_OUT_STATE_TYPE_0_VALUES: set[CreatorImportOutStateType0] = {
    "completed",
    "failed",
    "pending",
    "running",
}


def check_creator_import_out_state_type_0(value: str) -> CreatorImportOutStateType0:
    if value in CREATOR_IMPORT_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_IMPORT_OUT_STATE_TYPE_0_VALUES!r}")
