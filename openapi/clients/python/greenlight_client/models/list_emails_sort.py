from typing import Literal

ListEmailsSort = Literal["created_at", "updated_at"]

LIST_EMAILS_SORT_VALUES: set[ListEmailsSort] = {
    "created_at",
    "updated_at",
}


def check_list_emails_sort(value: str) -> ListEmailsSort:
    if value in LIST_EMAILS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_EMAILS_SORT_VALUES!r}")
