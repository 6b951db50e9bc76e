from typing import Literal

ListDraftVersionsSort = Literal["created_at", "updated_at"]

LIST_DRAFT_VERSIONS_SORT_VALUES: set[ListDraftVersionsSort] = {
    "created_at",
    "updated_at",
}


def check_list_draft_versions_sort(value: str) -> ListDraftVersionsSort:
    if value in LIST_DRAFT_VERSIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_DRAFT_VERSIONS_SORT_VALUES!r}")
