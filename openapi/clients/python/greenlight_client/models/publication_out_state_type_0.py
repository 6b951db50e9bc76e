from typing import Literal

PublicationOutStateType0 = Literal["mismatch", "submitted", "taken_down", "verified"]

PUBLICATION_OUT_STATE_TYPE_0_VALUES: set[PublicationOutStateType0] = {
    "mismatch",
    "submitted",
    "taken_down",
    "verified",
}


def check_publication_out_state_type_0(value: str) -> PublicationOutStateType0:
    if value in PUBLICATION_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PUBLICATION_OUT_STATE_TYPE_0_VALUES!r}")
