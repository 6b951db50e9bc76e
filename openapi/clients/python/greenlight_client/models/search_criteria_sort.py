from typing import Literal

SearchCriteriaSort = Literal[
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

SEARCH_CRITERIA_SORT_VALUES: set[SearchCriteriaSort] = {
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


def check_search_criteria_sort(value: str) -> SearchCriteriaSort:
    if value in SEARCH_CRITERIA_SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEARCH_CRITERIA_SORT_VALUES!r}")
