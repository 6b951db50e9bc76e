from typing import Literal

ListCreatorExportsSort = Literal["created_at", "updated_at"]

LIST_CREATOR_EXPORTS_SORT_VALUES: set[ListCreatorExportsSort] = {
    "created_at",
    "updated_at",
}


def check_list_creator_exports_sort(value: str) -> ListCreatorExportsSort:
    if value in LIST_CREATOR_EXPORTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CREATOR_EXPORTS_SORT_VALUES!r}")
