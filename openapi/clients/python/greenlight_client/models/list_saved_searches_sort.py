from typing import Literal

ListSavedSearchesSort = Literal["created_at", "updated_at"]

LIST_SAVED_SEARCHES_SORT_VALUES: set[ListSavedSearchesSort] = {
    "created_at",
    "updated_at",
}


def check_list_saved_searches_sort(value: str) -> ListSavedSearchesSort:
    if value in LIST_SAVED_SEARCHES_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_SAVED_SEARCHES_SORT_VALUES!r}")
