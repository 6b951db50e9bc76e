from typing import Literal

ListPayoutsSort = Literal["created_at", "updated_at"]

LIST_PAYOUTS_SORT_VALUES: set[ListPayoutsSort] = {
    "created_at",
    "updated_at",
}


def check_list_payouts_sort(value: str) -> ListPayoutsSort:
    if value in LIST_PAYOUTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_PAYOUTS_SORT_VALUES!r}")
