from typing import Literal

ComparedFigureOutCodeType0 = Literal[
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

COMPARED_FIGURE_OUT_CODE_TYPE_0_VALUES: set[ComparedFigureOutCodeType0] = {
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


def check_compared_figure_out_code_type_0(value: str) -> ComparedFigureOutCodeType0:
    if value in COMPARED_FIGURE_OUT_CODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COMPARED_FIGURE_OUT_CODE_TYPE_0_VALUES!r}")
