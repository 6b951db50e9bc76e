from typing import Literal

Signal = Literal[
    "audience_concentration",
    "average_to_median_views",
    "engagement_rate",
    "largest_daily_growth",
    "likes_per_follower",
    "likes_per_view",
    "posts_last_30_days",
    "views_per_follower",
]

SIGNAL_VALUES: set[Signal] = {
    "audience_concentration",
    "average_to_median_views",
    "engagement_rate",
    "largest_daily_growth",
    "likes_per_follower",
    "likes_per_view",
    "posts_last_30_days",
    "views_per_follower",
}


def check_signal(value: str) -> Signal:
    if value in SIGNAL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SIGNAL_VALUES!r}")
