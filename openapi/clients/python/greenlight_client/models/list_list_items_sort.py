from typing import Literal

ListListItemsSort = Literal["created_at", "position", "updated_at"]

LIST_LIST_ITEMS_SORT_VALUES: set[ListListItemsSort] = {
    "created_at",
    "position",
    "updated_at",
}


def check_list_list_items_sort(value: str) -> ListListItemsSort:
    if value in LIST_LIST_ITEMS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_LIST_ITEMS_SORT_VALUES!r}")
