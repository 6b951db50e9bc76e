from typing import Literal

ListSandboxPostsSort = Literal["created_at", "updated_at"]

LIST_SANDBOX_POSTS_SORT_VALUES: set[ListSandboxPostsSort] = {
    "created_at",
    "updated_at",
}


def check_list_sandbox_posts_sort(value: str) -> ListSandboxPostsSort:
    if value in LIST_SANDBOX_POSTS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_SANDBOX_POSTS_SORT_VALUES!r}")
