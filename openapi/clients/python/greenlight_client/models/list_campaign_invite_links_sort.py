from typing import Literal

ListCampaignInviteLinksSort = Literal["created_at", "updated_at"]

LIST_CAMPAIGN_INVITE_LINKS_SORT_VALUES: set[ListCampaignInviteLinksSort] = {
    "created_at",
    "updated_at",
}


def check_list_campaign_invite_links_sort(value: str) -> ListCampaignInviteLinksSort:
    if value in LIST_CAMPAIGN_INVITE_LINKS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CAMPAIGN_INVITE_LINKS_SORT_VALUES!r}")
