from typing import Literal

Metric = Literal[
    "click_through_rate",
    "clicks",
    "comments",
    "completion_rate",
    "conversion_rate",
    "conversions",
    "engagement_rate",
    "followers",
    "impressions",
    "likes",
    "reach",
    "sales",
    "saves",
    "shares",
    "views",
]

METRIC_VALUES: set[Metric] = {
    "click_through_rate",
    "clicks",
    "comments",
    "completion_rate",
    "conversion_rate",
    "conversions",
    "engagement_rate",
    "followers",
    "impressions",
    "likes",
    "reach",
    "sales",
    "saves",
    "shares",
    "views",
}


def check_metric(value: str) -> Metric:
    if value in METRIC_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {METRIC_VALUES!r}")
