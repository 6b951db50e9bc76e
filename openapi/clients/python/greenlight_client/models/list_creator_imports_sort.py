from typing import Literal

ListCreatorImportsSort = Literal["created_at", "updated_at"]

LIST_CREATOR_IMPORTS_SORT_VALUES: set[ListCreatorImportsSort] = {
    "created_at",
    "updated_at",
}


def check_list_creator_imports_sort(value: str) -> ListCreatorImportsSort:
    if value in LIST_CREATOR_IMPORTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CREATOR_IMPORTS_SORT_VALUES!r}")
