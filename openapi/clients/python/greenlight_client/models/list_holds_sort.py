from typing import Literal

ListHoldsSort = Literal["created_at", "updated_at"]

LIST_HOLDS_SORT_VALUES: set[ListHoldsSort] = {
    "created_at",
    "updated_at",
}


def check_list_holds_sort(value: str) -> ListHoldsSort:
    if value in LIST_HOLDS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_HOLDS_SORT_VALUES!r}")
