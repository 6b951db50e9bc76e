from typing import Literal

ChargeOutcome = Literal["declined", "delayed", "success"]

CHARGE_OUTCOME_VALUES: set[ChargeOutcome] = {
    "declined",
    "delayed",
    "success",
}


def check_charge_outcome(value: str) -> ChargeOutcome:
    if value in CHARGE_OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHARGE_OUTCOME_VALUES!r}")
