from typing import Literal

ListCreatorsSort = Literal[
    "-engagement_rate",
    "-follower_count",
    "-median_views",
    "-price",
    "-relevance",
    "-response_time",
    "engagement_rate",
    "follower_count",
    "median_views",
    "price",
    "relevance",
    "response_time",
]

LIST_CREATORS_SORT_VALUES: set[ListCreatorsSort] = {
    "-engagement_rate",
    "-follower_count",
    "-median_views",
    "-price",
    "-relevance",
    "-response_time",
    "engagement_rate",
    "follower_count",
    "median_views",
    "price",
    "relevance",
    "response_time",
}


def check_list_creators_sort(value: str) -> ListCreatorsSort:
    if value in LIST_CREATORS_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LIST_CREATORS_SORT_VALUES!r}")
