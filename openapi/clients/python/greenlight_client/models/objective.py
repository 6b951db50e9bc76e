from typing import Literal

Objective = Literal["awareness", "engagement", "sales", "traffic"]

OBJECTIVE_VALUES: set[Objective] = {
    "awareness",
    "engagement",
    "sales",
    "traffic",
}


def check_objective(value: str) -> Objective:
    if value in OBJECTIVE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OBJECTIVE_VALUES!r}")
