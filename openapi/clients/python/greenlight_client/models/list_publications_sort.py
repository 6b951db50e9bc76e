from typing import Literal

ListPublicationsSort = Literal["created_at", "updated_at"]

LIST_PUBLICATIONS_SORT_VALUES: set[ListPublicationsSort] = {
    "created_at",
    "updated_at",
}


def check_list_publications_sort(value: str) -> ListPublicationsSort:
    if value in LIST_PUBLICATIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_PUBLICATIONS_SORT_VALUES!r}")
