from typing import Literal

SandboxSourceOutOutcomeType0 = Literal["declined", "delayed", "success"]

SANDBOX_SOURCE_OUT_OUTCOME_TYPE_0_VALUES: set[SandboxSourceOutOutcomeType0] = {
    "declined",
    "delayed",
    "success",
}


def check_sandbox_source_out_outcome_type_0(value: str) -> SandboxSourceOutOutcomeType0:
    if value in SANDBOX_SOURCE_OUT_OUTCOME_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SANDBOX_SOURCE_OUT_OUTCOME_TYPE_0_VALUES!r}")
