from typing import Literal

VerificationState = Literal["expired", "link_sent", "not_passed", "not_submitted", "passed", "under_review"]

VERIFICATION_STATE_VALUES: set[VerificationState] = {
    "expired",
    "link_sent",
    "not_passed",
    "not_submitted",
    "passed",
    "under_review",
}


def check_verification_state(value: str) -> VerificationState:
    if value in VERIFICATION_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VERIFICATION_STATE_VALUES!r}")
