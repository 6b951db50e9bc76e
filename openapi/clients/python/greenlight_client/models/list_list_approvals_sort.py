from typing import Literal

ListListApprovalsSort = Literal["created_at", "updated_at"]

LIST_LIST_APPROVALS_SORT_VALUES: set[ListListApprovalsSort] = {
    "created_at",
    "updated_at",
}


def check_list_list_approvals_sort(value: str) -> ListListApprovalsSort:
    if value in LIST_LIST_APPROVALS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_LIST_APPROVALS_SORT_VALUES!r}")
