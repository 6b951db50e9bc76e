from typing import Literal

ListOffersSort = Literal["created_at", "updated_at"]

LIST_OFFERS_SORT_VALUES: set[ListOffersSort] = {
    "created_at",
    "updated_at",
}


def check_list_offers_sort(value: str) -> ListOffersSort:
    if value in LIST_OFFERS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_OFFERS_SORT_VALUES!r}")
