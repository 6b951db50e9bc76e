from typing import Literal

ListInviteLinksSort = Literal["created_at", "updated_at"]

LIST_INVITE_LINKS_SORT_VALUES: set[ListInviteLinksSort] = {
    "created_at",
    "updated_at",
}


def check_list_invite_links_sort(value: str) -> ListInviteLinksSort:
    if value in LIST_INVITE_LINKS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_INVITE_LINKS_SORT_VALUES!r}")
