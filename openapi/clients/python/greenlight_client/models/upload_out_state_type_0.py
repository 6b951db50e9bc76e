from typing import Literal

UploadOutStateType0 = Literal["complete", "expired", "pending"]

UPLOAD_OUT_STATE_TYPE_0_VALUES: set[UploadOutStateType0] = {
    "complete",
    "expired",
    "pending",
}


def check_upload_out_state_type_0(value: str) -> UploadOutStateType0:
    if value in UPLOAD_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UPLOAD_OUT_STATE_TYPE_0_VALUES!r}")
