from typing import Literal

SandboxPayoutDetailsOutcomeType0 = Literal["delayed", "failed", "returned", "success"]

SANDBOX_PAYOUT_DETAILS_OUTCOME_TYPE_0_VALUES: set[SandboxPayoutDetailsOutcomeType0] = {
    "delayed",
    "failed",
    "returned",
    "success",
}


def check_sandbox_payout_details_outcome_type_0(value: str) -> SandboxPayoutDetailsOutcomeType0:
    if value in SANDBOX_PAYOUT_DETAILS_OUTCOME_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SANDBOX_PAYOUT_DETAILS_OUTCOME_TYPE_0_VALUES!r}")
