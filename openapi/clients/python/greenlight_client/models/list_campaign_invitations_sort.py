from typing import Literal

ListCampaignInvitationsSort = Literal["created_at", "updated_at"]

LIST_CAMPAIGN_INVITATIONS_SORT_VALUES: set[ListCampaignInvitationsSort] = {
    "created_at",
    "updated_at",
}


def check_list_campaign_invitations_sort(value: str) -> ListCampaignInvitationsSort:
    if value in LIST_CAMPAIGN_INVITATIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CAMPAIGN_INVITATIONS_SORT_VALUES!r}")
