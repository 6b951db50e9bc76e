from typing import Literal

ListInviteLinkAcceptancesSort = Literal["created_at", "updated_at"]

LIST_INVITE_LINK_ACCEPTANCES_SORT_VALUES: set[ListInviteLinkAcceptancesSort] = {
    "created_at",
    "updated_at",
}


def check_list_invite_link_acceptances_sort(value: str) -> ListInviteLinkAcceptancesSort:
    if value in LIST_INVITE_LINK_ACCEPTANCES_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_INVITE_LINK_ACCEPTANCES_SORT_VALUES!r}")
