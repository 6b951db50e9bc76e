from typing import Literal

ListPayoutAccountsSort = Literal["created_at", "updated_at"]

LIST_PAYOUT_ACCOUNTS_SORT_VALUES: set[ListPayoutAccountsSort] = {
    "created_at",
    "updated_at",
}


def check_list_payout_accounts_sort(value: str) -> ListPayoutAccountsSort:
    if value in LIST_PAYOUT_ACCOUNTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_PAYOUT_ACCOUNTS_SORT_VALUES!r}")
