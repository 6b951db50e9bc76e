from typing import Literal

ListDraftsSort = Literal["created_at", "updated_at"]

LIST_DRAFTS_SORT_VALUES: set[ListDraftsSort] = {
    "created_at",
    "updated_at",
}


def check_list_drafts_sort(value: str) -> ListDraftsSort:
    if value in LIST_DRAFTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_DRAFTS_SORT_VALUES!r}")
