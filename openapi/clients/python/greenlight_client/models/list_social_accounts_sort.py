from typing import Literal

ListSocialAccountsSort = Literal["created_at", "updated_at"]

LIST_SOCIAL_ACCOUNTS_SORT_VALUES: set[ListSocialAccountsSort] = {
    "created_at",
    "updated_at",
}


def check_list_social_accounts_sort(value: str) -> ListSocialAccountsSort:
    if value in LIST_SOCIAL_ACCOUNTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_SOCIAL_ACCOUNTS_SORT_VALUES!r}")
