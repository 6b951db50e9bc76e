from typing import Literal

ListCampaignApplicationsSort = Literal["created_at", "updated_at"]

LIST_CAMPAIGN_APPLICATIONS_SORT_VALUES: set[ListCampaignApplicationsSort] = {
    "created_at",
    "updated_at",
}


def check_list_campaign_applications_sort(value: str) -> ListCampaignApplicationsSort:
    if value in LIST_CAMPAIGN_APPLICATIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CAMPAIGN_APPLICATIONS_SORT_VALUES!r}")
