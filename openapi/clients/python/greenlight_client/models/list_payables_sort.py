from typing import Literal

ListPayablesSort = Literal["created_at", "updated_at"]

LIST_PAYABLES_SORT_VALUES: set[ListPayablesSort] = {
    "created_at",
    "updated_at",
}


def check_list_payables_sort(value: str) -> ListPayablesSort:
    if value in LIST_PAYABLES_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_PAYABLES_SORT_VALUES!r}")
