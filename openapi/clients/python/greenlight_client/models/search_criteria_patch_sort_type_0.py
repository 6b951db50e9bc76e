from typing import Literal

SearchCriteriaPatchSortType0 = Literal[
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

SEARCH_CRITERIA_PATCH_SORT_TYPE_0_VALUES: set[SearchCriteriaPatchSortType0] = {
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


def check_search_criteria_patch_sort_type_0(value: str) -> SearchCriteriaPatchSortType0:
    if value in SEARCH_CRITERIA_PATCH_SORT_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEARCH_CRITERIA_PATCH_SORT_TYPE_0_VALUES!r}")
