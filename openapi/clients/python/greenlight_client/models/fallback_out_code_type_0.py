from typing import Literal

FallbackOutCodeType0 = Literal["invalid_answer", "refused", "timeout", "too_large", "unreachable"]

FALLBACK_OUT_CODE_TYPE_0_VALUES: set[FallbackOutCodeType0] = {
    "invalid_answer",
    "refused",
    "timeout",
    "too_large",
    "unreachable",
}


def check_fallback_out_code_type_0(value: str) -> FallbackOutCodeType0:
    if value in FALLBACK_OUT_CODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FALLBACK_OUT_CODE_TYPE_0_VALUES!r}")
