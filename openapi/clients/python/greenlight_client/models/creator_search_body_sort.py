from typing import Literal

CreatorSearchBodySort = Literal[
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

CREATOR_SEARCH_BODY_SORT_VALUES: set[CreatorSearchBodySort] = {
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


def check_creator_search_body_sort(value: str) -> CreatorSearchBodySort:
    if value in CREATOR_SEARCH_BODY_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATOR_SEARCH_BODY_SORT_VALUES!r}")
