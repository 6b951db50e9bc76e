from typing import Literal

OpportunityOutObjectiveType0 = Literal["awareness", "engagement", "sales", "traffic"]

OPPORTUNITY_OUT_OBJECTIVE_TYPE_0_VALUES: set[OpportunityOutObjectiveType0] = {
    "awareness",
    "engagement",
    "sales",
    "traffic",
}


def check_opportunity_out_objective_type_0(value: str) -> OpportunityOutObjectiveType0:
    if value in OPPORTUNITY_OUT_OBJECTIVE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OPPORTUNITY_OUT_OBJECTIVE_TYPE_0_VALUES!r}")
