from typing import Literal

ListMemberInvitationsSort = Literal["created_at", "updated_at"]

LIST_MEMBER_INVITATIONS_SORT_VALUES: set[ListMemberInvitationsSort] = {
    "created_at",
    "updated_at",
}


def check_list_member_invitations_sort(value: str) -> ListMemberInvitationsSort:
    if value in LIST_MEMBER_INVITATIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_MEMBER_INVITATIONS_SORT_VALUES!r}")
