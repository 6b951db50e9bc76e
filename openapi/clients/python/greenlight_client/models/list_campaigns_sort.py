from typing import Literal

ListCampaignsSort = Literal["created_at", "updated_at"]

LIST_CAMPAIGNS_SORT_VALUES: set[ListCampaignsSort] = {
    "created_at",
    "updated_at",
}


def check_list_campaigns_sort(value: str) -> ListCampaignsSort:
    if value in LIST_CAMPAIGNS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CAMPAIGNS_SORT_VALUES!r}")
