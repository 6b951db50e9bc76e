from typing import Literal

ListSandboxAccountsSort = Literal["created_at", "updated_at"]

LIST_SANDBOX_ACCOUNTS_SORT_VALUES: set[ListSandboxAccountsSort] = {
    "created_at",
    "updated_at",
}


def check_list_sandbox_accounts_sort(value: str) -> ListSandboxAccountsSort:
    if value in LIST_SANDBOX_ACCOUNTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_SANDBOX_ACCOUNTS_SORT_VALUES!r}")
