from typing import Literal

ListOauthClientsSort = Literal["created_at", "updated_at"]

LIST_OAUTH_CLIENTS_SORT_VALUES: set[ListOauthClientsSort] = {
    "created_at",
    "updated_at",
}


def check_list_oauth_clients_sort(value: str) -> ListOauthClientsSort:
    if value in LIST_OAUTH_CLIENTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_OAUTH_CLIENTS_SORT_VALUES!r}")
