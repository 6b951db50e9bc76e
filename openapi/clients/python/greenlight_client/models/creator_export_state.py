from typing import Literal

CreatorExportState = Literal["expired", "ready"]

CREATOR_EXPORT_STATE_VALUES: set[CreatorExportState] = {
    "expired",
    "ready",
}


def check_creator_export_state(value: str) -> CreatorExportState:
    if value in CREATOR_EXPORT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_EXPORT_STATE_VALUES!r}")
