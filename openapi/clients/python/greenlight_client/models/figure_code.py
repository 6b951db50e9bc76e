from typing import Literal

FigureCode = Literal[
    "authenticity_score",
    "average_views",
    "completed_orders",
    "completeness",
    "engagement_rate",
    "follower_count",
    "median_views",
    "on_time_share",
    "price",
    "price_per_thousand_views",
    "repeat_brand_count",
    "response_time_seconds",
    "views_per_follower",
]

FIGURE_CODE_VALUES: set[FigureCode] = {
    "authenticity_score",
    "average_views",
    "completed_orders",
    "completeness",
    "engagement_rate",
    "follower_count",
    "median_views",
    "on_time_share",
    "price",
    "price_per_thousand_views",
    "repeat_brand_count",
    "response_time_seconds",
    "views_per_follower",
}


def check_figure_code(value: str) -> FigureCode:
    if value in FIGURE_CODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FIGURE_CODE_VALUES!r}")
