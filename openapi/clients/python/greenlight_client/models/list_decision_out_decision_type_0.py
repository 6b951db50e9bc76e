from typing import Literal

ListDecisionOutDecisionType0 = Literal["approve", "decline"]

LIST_DECISION_OUT_DECISION_TYPE_0_VALUES: set[ListDecisionOutDecisionType0] = {
    "approve",
    "decline",
}


def check_list_decision_out_decision_type_0(value: str) -> ListDecisionOutDecisionType0:
    if value in LIST_DECISION_OUT_DECISION_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_DECISION_OUT_DECISION_TYPE_0_VALUES!r}")
