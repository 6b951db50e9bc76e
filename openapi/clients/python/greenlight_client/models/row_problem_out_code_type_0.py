from typing import Literal

RowProblemOutCodeType0 = Literal["already_in_list", "handle_invalid", "list_full", "not_found", "platform_invalid", "repeated"]

ROW_PROBLEM_OUT_CODE_TYPE_0_VALUES: set[RowProblemOutCodeType0] = {
    "already_in_list",
    "handle_invalid",
    "list_full",
    "not_found",
    "platform_invalid",
    "repeated",
}


def check_row_problem_out_code_type_0(value: str) -> RowProblemOutCodeType0:
    if value in ROW_PROBLEM_OUT_CODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ROW_PROBLEM_OUT_CODE_TYPE_0_VALUES!r}")
