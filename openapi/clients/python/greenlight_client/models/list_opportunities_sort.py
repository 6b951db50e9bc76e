from typing import Literal

ListOpportunitiesSort = Literal["created_at", "updated_at"]

LIST_OPPORTUNITIES_SORT_VALUES: set[ListOpportunitiesSort] = {
    "created_at",
    "updated_at",
}


def check_list_opportunities_sort(value: str) -> ListOpportunitiesSort:
    if value in LIST_OPPORTUNITIES_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_OPPORTUNITIES_SORT_VALUES!r}")
