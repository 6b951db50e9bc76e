from typing import Literal

FindingOutSeverityType0 = Literal["error", "warning"]

FINDING_OUT_SEVERITY_TYPE_0_VALUES: set[FindingOutSeverityType0] = {
    "error",
    "warning",
}


def check_finding_out_severity_type_0(value: str) -> FindingOutSeverityType0:
    if value in FINDING_OUT_SEVERITY_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FINDING_OUT_SEVERITY_TYPE_0_VALUES!r}")
