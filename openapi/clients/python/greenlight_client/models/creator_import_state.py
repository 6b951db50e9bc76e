from typing import Literal

CreatorImportState = Literal["completed", "failed", "pending", "running"]

CREATOR_IMPORT_STATE_VALUES: set[CreatorImportState] = {
    "completed",
    "failed",
    "pending",
    "running",
}


def check_creator_import_state(value: str) -> CreatorImportState:
    if value in CREATOR_IMPORT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_IMPORT_STATE_VALUES!r}")
