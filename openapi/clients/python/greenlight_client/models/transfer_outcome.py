from typing import Literal

TransferOutcome = Literal["delayed", "failed", "returned", "success"]

TRANSFER_OUTCOME_VALUES: set[TransferOutcome] = {
    "delayed",
    "failed",
    "returned",
    "success",
}


def check_transfer_outcome(value: str) -> TransferOutcome:
    if value in TRANSFER_OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TRANSFER_OUTCOME_VALUES!r}")
