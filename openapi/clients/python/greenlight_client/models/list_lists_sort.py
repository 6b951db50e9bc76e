from typing import Literal

ListListsSort = Literal["created_at", "updated_at"]

LIST_LISTS_SORT_VALUES: set[ListListsSort] = {
    "created_at",
    "updated_at",
}


def check_list_lists_sort(value: str) -> ListListsSort:
    if value in LIST_LISTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_LISTS_SORT_VALUES!r}")
