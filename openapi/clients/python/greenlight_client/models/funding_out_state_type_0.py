from typing import Literal

FundingOutStateType0 = Literal["failed", "pending", "succeeded"]

FUNDING_OUT_STATE_TYPE_0_VALUES: set[FundingOutStateType0] = {
    "failed",
    "pending",
    "succeeded",
}


def check_funding_out_state_type_0(value: str) -> FundingOutStateType0:
    if value in FUNDING_OUT_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FUNDING_OUT_STATE_TYPE_0_VALUES!r}")
