from typing import Literal

ListOrganizationsSort = Literal["created_at", "updated_at"]

LIST_ORGANIZATIONS_SORT_VALUES: set[ListOrganizationsSort] = {
    "created_at",
    "updated_at",
}


def check_list_organizations_sort(value: str) -> ListOrganizationsSort:
    if value in LIST_ORGANIZATIONS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_ORGANIZATIONS_SORT_VALUES!r}")
