from typing import Literal

ListDecisionsSort = Literal["created_at", "updated_at"]

LIST_DECISIONS_SORT_VALUES: set[ListDecisionsSort] = {
    "created_at",
    "updated_at",
}


def check_list_decisions_sort(value: str) -> ListDecisionsSort:
    if value in LIST_DECISIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_DECISIONS_SORT_VALUES!r}")
