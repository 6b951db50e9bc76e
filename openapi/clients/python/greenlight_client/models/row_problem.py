from typing import Literal

RowProblem = Literal["already_in_list", "handle_invalid", "list_full", "not_found", "platform_invalid", "repeated"]

ROW_PROBLEM_VALUES: set[RowProblem] = {
    "already_in_list",
    "handle_invalid",
    "list_full",
    "not_found",
    "platform_invalid",
    "repeated",
}


def check_row_problem(value: str) -> RowProblem:
    if value in ROW_PROBLEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ROW_PROBLEM_VALUES!r}")
