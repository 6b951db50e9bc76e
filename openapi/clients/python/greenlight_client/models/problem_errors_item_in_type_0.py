from typing import Literal

ProblemErrorsItemInType0 = Literal["body", "header", "path", "query"]

PROBLEM_ERRORS_ITEM_IN_TYPE_0_VALUES: set[ProblemErrorsItemInType0] = {
    "body",
    "header",
    "path",
    "query",
}


def check_problem_errors_item_in_type_0(value: str) -> ProblemErrorsItemInType0:
    if value in PROBLEM_ERRORS_ITEM_IN_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROBLEM_ERRORS_ITEM_IN_TYPE_0_VALUES!r}")
