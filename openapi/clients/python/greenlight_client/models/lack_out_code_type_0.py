from typing import Literal

LackOutCodeType0 = Literal["history_too_short", "not_told", "too_few_peers"]

LACK_OUT_CODE_TYPE_0_VALUES: set[LackOutCodeType0] = {
    "history_too_short",
    "not_told",
    "too_few_peers",
}


def check_lack_out_code_type_0(value: str) -> LackOutCodeType0:
    if value in LACK_OUT_CODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LACK_OUT_CODE_TYPE_0_VALUES!r}")
