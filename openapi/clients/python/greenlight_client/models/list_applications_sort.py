from typing import Literal

ListApplicationsSort = Literal["created_at", "updated_at"]

LIST_APPLICATIONS_SORT_VALUES: set[ListApplicationsSort] = {
    "created_at",
    "updated_at",
}


def check_list_applications_sort(value: str) -> ListApplicationsSort:
    if value in LIST_APPLICATIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_APPLICATIONS_SORT_VALUES!r}")
