from typing import Literal

VerificationSummaryStateType0 = Literal["expired", "link_sent", "not_passed", "not_submitted", "passed", "under_review"]

VERIFICATION_SUMMARY_STATE_TYPE_0_VALUES: set[VerificationSummaryStateType0] = {
    "expired",
    "link_sent",
    "not_passed",
    "not_submitted",
    "passed",
    "under_review",
}


def check_verification_summary_state_type_0(value: str) -> VerificationSummaryStateType0:
    if value in VERIFICATION_SUMMARY_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VERIFICATION_SUMMARY_STATE_TYPE_0_VALUES!r}")
