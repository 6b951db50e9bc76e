from typing import Literal

ListFundingsSort = Literal["created_at", "updated_at"]

LIST_FUNDINGS_SORT_VALUES: set[ListFundingsSort] = {
    "created_at",
    "updated_at",
}


def check_list_fundings_sort(value: str) -> ListFundingsSort:
    if value in LIST_FUNDINGS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_FUNDINGS_SORT_VALUES!r}")
