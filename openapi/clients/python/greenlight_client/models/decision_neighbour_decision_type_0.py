from typing import Literal

DecisionNeighbourDecisionType0 = Literal["approve", "decline"]

DECISION_NEIGHBOUR_DECISION_TYPE_0_VALUES: set[DecisionNeighbourDecisionType0] = {
    "approve",
    "decline",
}


def check_decision_neighbour_decision_type_0(value: str) -> DecisionNeighbourDecisionType0:
    if value in DECISION_NEIGHBOUR_DECISION_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DECISION_NEIGHBOUR_DECISION_TYPE_0_VALUES!r}")
