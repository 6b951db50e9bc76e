from typing import Literal

ListVerificationsSort = Literal["created_at", "updated_at"]

LIST_VERIFICATIONS_SORT_VALUES: set[ListVerificationsSort] = {
    "created_at",
    "updated_at",
}


def check_list_verifications_sort(value: str) -> ListVerificationsSort:
    if value in LIST_VERIFICATIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_VERIFICATIONS_SORT_VALUES!r}")
