"""What is usual in a made-up market, so that its creators have scores from the start: by the first block, for all others too."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from services.discovery.authenticity.arithmetic import LIKES_DAYS, POSTS_DAYS, Range, Signal, band_of
from services.discovery.policy import AUTHENTICITY
from services.discovery.seed.market import MILLION, WHOLE, Block, Draws, block

Peers = Mapping[int, Mapping[str, Range]]
"""By the lower end of a band of followers."""


@cache
def usual(seed: int) -> Peers:
    """Measure the middle half of each band of followers."""
    drawn = block(seed, 0)
    values, bands = _values(drawn), np.array([band_of(count)[0] for count in drawn.followers.tolist()])
    shown = ~(drawn.is_on_vacation | drawn.is_suspended)
    found: dict[int, dict[str, Range]] = {}
    for band in AUTHENTICITY.followers_from:
        for signal, all_values in values.items():
            here = all_values[shown & (bands == band) & ~np.isnan(all_values)]
            if len(here) >= AUTHENTICITY.least_peers:
                low, high = np.percentile(here, (25, 75)).round(AUTHENTICITY.decimals)
                found.setdefault(band, {})[signal] = Range(float(low), float(high), len(here))
    return found


def _values(drawn: Block) -> Mapping[Signal, Draws]:
    """Work the signals out as `values_of` does; NaN where one says nothing."""
    likes = np.where(drawn.likes > 0, drawn.likes, np.nan)
    return {
        Signal.ENGAGEMENT_RATE: drawn.engagement / MILLION,
        Signal.VIEWS_PER_FOLLOWER: drawn.median_views / drawn.followers,
        Signal.LIKES_PER_VIEW: likes / (drawn.average_views * drawn.posts * LIKES_DAYS / POSTS_DAYS),
        Signal.LARGEST_DAILY_GROWTH: np.where(drawn.daily_growth >= 0, drawn.daily_growth / MILLION, np.nan),
        Signal.AVERAGE_TO_MEDIAN_VIEWS: drawn.average_views / np.where(drawn.median_views > 0, drawn.median_views, np.nan),
        Signal.AUDIENCE_CONCENTRATION: drawn.audience_country_shares.max(axis=1) / WHOLE,
        Signal.LIKES_PER_FOLLOWER: likes / drawn.followers,
        Signal.POSTS_LAST_30_DAYS: drawn.posts.astype(float),
    }
