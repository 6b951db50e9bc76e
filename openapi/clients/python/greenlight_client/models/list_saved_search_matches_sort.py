from typing import Literal

ListSavedSearchMatchesSort = Literal["created_at", "updated_at"]

LIST_SAVED_SEARCH_MATCHES_SORT_VALUES: set[ListSavedSearchMatchesSort] = {
    "created_at",
    "updated_at",
}


def check_list_saved_search_matches_sort(value: str) -> ListSavedSearchMatchesSort:
    if value in LIST_SAVED_SEARCH_MATCHES_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_SAVED_SEARCH_MATCHES_SORT_VALUES!r}")
