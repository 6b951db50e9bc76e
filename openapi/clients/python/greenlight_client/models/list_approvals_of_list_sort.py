from typing import Literal

ListApprovalsOfListSort = Literal["created_at", "updated_at"]

LIST_APPROVALS_OF_LIST_SORT_VALUES: set[ListApprovalsOfListSort] = {
    "created_at",
    "updated_at",
}


def check_list_approvals_of_list_sort(value: str) -> ListApprovalsOfListSort:
    if value in LIST_APPROVALS_OF_LIST_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_APPROVALS_OF_LIST_SORT_VALUES!r}")
