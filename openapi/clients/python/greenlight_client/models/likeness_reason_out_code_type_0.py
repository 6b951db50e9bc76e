from typing import Literal

LikenessReasonOutCodeType0 = Literal["audience", "categories", "engagement", "followers", "price"]

LIKENESS_REASON_OUT_CODE_TYPE_0_VALUES: set[LikenessReasonOutCodeType0] = {
    "audience",
    "categories",
    "engagement",
    "followers",
    "price",
}


def check_likeness_reason_out_code_type_0(value: str) -> LikenessReasonOutCodeType0:
    if value in LIKENESS_REASON_OUT_CODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIKENESS_REASON_OUT_CODE_TYPE_0_VALUES!r}")
