from typing import Literal

ClientDecisionOutDecisionType0 = Literal["approve", "decline"]

CLIENT_DECISION_OUT_DECISION_TYPE_0_VALUES: set[ClientDecisionOutDecisionType0] = {
    "approve",
    "decline",
}


def check_client_decision_out_decision_type_0(value: str) -> ClientDecisionOutDecisionType0:
    if value in CLIENT_DECISION_OUT_DECISION_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CLIENT_DECISION_OUT_DECISION_TYPE_0_VALUES!r}")
