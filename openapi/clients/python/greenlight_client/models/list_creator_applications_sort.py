from typing import Literal

ListCreatorApplicationsSort = Literal["created_at", "updated_at"]

LIST_CREATOR_APPLICATIONS_SORT_VALUES: set[ListCreatorApplicationsSort] = {
    "created_at",
    "updated_at",
}


def check_list_creator_applications_sort(value: str) -> ListCreatorApplicationsSort:
    if value in LIST_CREATOR_APPLICATIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CREATOR_APPLICATIONS_SORT_VALUES!r}")
