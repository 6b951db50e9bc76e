from typing import Literal

SignalOutCodeType0 = Literal[
    "audience_concentration",
    "average_to_median_views",
    "engagement_rate",
    "largest_daily_growth",
    "likes_per_follower",
    "likes_per_view",
    "posts_last_30_days",
    "views_per_follower",
]

SIGNAL_OUT_CODE_TYPE_0_VALUES: set[SignalOutCodeType0] = {
    "audience_concentration",
    "average_to_median_views",
    "engagement_rate",
    "largest_daily_growth",
    "likes_per_follower",
    "likes_per_view",
    "posts_last_30_days",
    "views_per_follower",
}


def check_signal_out_code_type_0(value: str) -> SignalOutCodeType0:
    if value in SIGNAL_OUT_CODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SIGNAL_OUT_CODE_TYPE_0_VALUES!r}")
