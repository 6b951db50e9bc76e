from typing import Literal

FundingState = Literal["failed", "pending", "succeeded"]

FUNDING_STATE_VALUES: set[FundingState] = {
    "failed",
    "pending",
    "succeeded",
}


def check_funding_state(value: str) -> FundingState:
    if value in FUNDING_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FUNDING_STATE_VALUES!r}")
