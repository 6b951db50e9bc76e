from typing import Literal

VerificationOutStateType0 = Literal["expired", "link_sent", "not_passed", "not_submitted", "passed", "under_review"]

VERIFICATION_OUT_STATE_TYPE_0_VALUES: set[VerificationOutStateType0] = {
    "expired",
    "link_sent",
    "not_passed",
    "not_submitted",
    "passed",
    "under_review",
}


def check_verification_out_state_type_0(value: str) -> VerificationOutStateType0:
    if value in VERIFICATION_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VERIFICATION_OUT_STATE_TYPE_0_VALUES!r}")
