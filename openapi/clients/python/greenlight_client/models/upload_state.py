from typing import Literal

UploadState = Literal["complete", "expired", "pending"]

UPLOAD_STATE_VALUES: set[UploadState] = {
    "complete",
    "expired",
    "pending",
}


def check_upload_state(value: str) -> UploadState:
    if value in UPLOAD_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UPLOAD_STATE_VALUES!r}")
