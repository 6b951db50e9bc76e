from typing import Literal

RuleOutUnitType0 = Literal["count", "flag", "ratio", "years"]

RULE_OUT_UNIT_TYPE_0_VALUES: set[RuleOutUnitType0] = {
    "count",
    "flag",
    "ratio",
    "years",
}


def check_rule_out_unit_type_0(value: str) -> RuleOutUnitType0:
    if value in RULE_OUT_UNIT_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_OUT_UNIT_TYPE_0_VALUES!r}")
