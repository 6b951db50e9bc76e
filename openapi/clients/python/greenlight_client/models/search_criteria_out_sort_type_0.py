from typing import Literal

SearchCriteriaOutSortType0 = Literal[
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

SEARCH_CRITERIA_OUT_SORT_TYPE_0_VALUES: set[SearchCriteriaOutSortType0] = {
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


def check_search_criteria_out_sort_type_0(value: str) -> SearchCriteriaOutSortType0:
    if value in SEARCH_CRITERIA_OUT_SORT_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEARCH_CRITERIA_OUT_SORT_TYPE_0_VALUES!r}")
