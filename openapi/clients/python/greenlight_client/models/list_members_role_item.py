from typing import Literal

ListMembersRoleItem = Literal["admin", "finance", "manager", "owner", "reviewer", "viewer"]

LIST_MEMBERS_ROLE_ITEM_VALUES: set[ListMembersRoleItem] = {
    "admin",
    "finance",
    "manager",
    "owner",
    "reviewer",
    "viewer",
}


def check_list_members_role_item(value: str) -> ListMembersRoleItem:
    if value in LIST_MEMBERS_ROLE_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_MEMBERS_ROLE_ITEM_VALUES!r}")
