from typing import Literal

RuleOutUnit = Literal["count", "flag", "ratio", "years"]

RULE_OUT_UNIT_VALUES: set[RuleOutUnit] = {
    "count",
    "flag",
    "ratio",
    "years",
}


def check_rule_out_unit(value: str) -> RuleOutUnit:
    if value in RULE_OUT_UNIT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_OUT_UNIT_VALUES!r}")
