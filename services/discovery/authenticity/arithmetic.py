"""The arithmetic of authenticity: signals from figures, points from the peers' ranges, a score from points. Pure."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from math import floor, log
from typing import Any, Protocol

from services.discovery.policy import AUTHENTICITY, AuthenticityPolicy, SignalPolicy

DAY_SECONDS = 86_400
LIKES_DAYS, POSTS_DAYS = 28, 30
"""The windows that platforms count in."""


class Signal(StrEnum):
    """What is compared with the peers."""

    ENGAGEMENT_RATE = "engagement_rate"
    VIEWS_PER_FOLLOWER = "views_per_follower"
    LIKES_PER_VIEW = "likes_per_view"
    LARGEST_DAILY_GROWTH = "largest_daily_growth"
    AVERAGE_TO_MEDIAN_VIEWS = "average_to_median_views"
    AUDIENCE_CONCENTRATION = "audience_concentration"
    LIKES_PER_FOLLOWER = "likes_per_follower"
    POSTS_LAST_30_DAYS = "posts_last_30_days"


class Figures(Protocol):
    """What of a creator is looked at."""

    follower_count: Any
    engagement_rate: Any
    average_views: Any
    median_views: Any
    likes_last_28_days: Any
    posts_last_30_days: Any
    largest_daily_growth: Any
    audience_countries: Any


@dataclass(frozen=True)
class Range:
    """The middle half of comparable creators: first and third quartile, and how many there are with such a value."""

    low: float
    high: float
    creator_count: int


@dataclass(frozen=True)
class Curve:
    """Where points begin and end, in the values of a signal; None on a side that costs nothing."""

    zero_at_low: float | None
    full_from: float | None
    full_to: float | None
    zero_at_high: float | None


class Lack(StrEnum):
    """Why a signal says nothing."""

    NOT_TOLD = "not_told"
    HISTORY_TOO_SHORT = "history_too_short"
    TOO_FEW_PEERS = "too_few_peers"


@dataclass(frozen=True)
class Judged:
    """One signal: its value, its peers, and what it is worth; without points it counts neither for nor against."""

    code: Signal
    weight: int
    value: float | None
    peers: Range | None
    points: float | None
    lack: Lack | None


@dataclass(frozen=True)
class Judgement:
    """Every signal, and the score of those that say something; none where they are too few."""

    score: int | None
    signals: Sequence[Judged]


def judge(figures: Figures, peers: Mapping[str, Range], policy: AuthenticityPolicy = AUTHENTICITY) -> Judgement:
    """Compare a creator with their peers."""
    values = values_of(figures, policy)
    signals = [_judged(Signal(code), values[Signal(code)], peers.get(code), one) for code, one in policy.signals.items()]
    said = [one for one in signals if one.points is not None]
    weight = sum(one.weight for one in said)
    if weight < policy.least_weight:
        return Judgement(None, signals)
    points = sum(one.points or 0.0 for one in said)
    return Judgement(floor(100 * points / weight + 0.5), signals)


def values_of(figures: Figures, policy: AuthenticityPolicy = AUTHENTICITY) -> Mapping[Signal, float | None]:
    """Work the signals out; none where a figure that one rests on is not told."""
    followers, average, median = figures.follower_count, figures.average_views, figures.median_views
    likes, posts = figures.likes_last_28_days, figures.posts_last_30_days
    views_while_liked = average * posts * LIKES_DAYS / POSTS_DAYS
    exact = {
        Signal.ENGAGEMENT_RATE: figures.engagement_rate if average else None,
        Signal.VIEWS_PER_FOLLOWER: median / followers if followers and average else None,
        Signal.LIKES_PER_VIEW: likes / views_while_liked if likes and views_while_liked else None,
        Signal.LARGEST_DAILY_GROWTH: figures.largest_daily_growth,
        Signal.AVERAGE_TO_MEDIAN_VIEWS: average / median if median else None,
        Signal.AUDIENCE_CONCENTRATION: max(figures.audience_countries.values(), default=None),
        Signal.LIKES_PER_FOLLOWER: likes / followers if likes and followers else None,
        Signal.POSTS_LAST_30_DAYS: posts if followers and average else None,
    }
    return {code: None if value is None else round(float(value), policy.decimals) for code, value in exact.items()}


def _judged(code: Signal, value: float | None, peers: Range | None, policy: SignalPolicy) -> Judged:
    if value is None:
        lack = Lack.HISTORY_TOO_SHORT if code is Signal.LARGEST_DAILY_GROWTH else Lack.NOT_TOLD
        return Judged(code, policy.weight, None, peers, None, lack)
    if peers is None:
        return Judged(code, policy.weight, value, None, None, Lack.TOO_FEW_PEERS)
    return Judged(code, policy.weight, value, peers, round(policy.weight * _share(value, peers, policy), 1), None)


def curve_of(peers: Range, policy: SignalPolicy) -> Curve:
    """Say where the points of a signal begin and end among these peers."""
    highest = max(peers.high, policy.harmless)
    return Curve(
        zero_at_low=None if policy.below is None else peers.low / policy.below,
        full_from=None if policy.below is None else peers.low,
        full_to=None if policy.above is None else highest,
        zero_at_high=None if policy.above is None else highest * policy.above,
    )


def _share(value: float, peers: Range, policy: SignalPolicy) -> float:
    """Give which share of its points a signal gets: 0 to 1."""
    curve = curve_of(peers, policy)
    if curve.full_from is not None and curve.zero_at_low is not None and value < curve.full_from:
        return 0.0 if value <= curve.zero_at_low else log(value / curve.zero_at_low) / log(curve.full_from / curve.zero_at_low)
    if curve.full_to is not None and curve.zero_at_high is not None and value > curve.full_to:
        return 0.0 if value >= curve.zero_at_high else log(curve.zero_at_high / value) / log(curve.zero_at_high / curve.full_to)
    return 1.0


def largest_daily_growth(recorded: Sequence[tuple[datetime, int]], policy: AuthenticityPolicy = AUTHENTICITY) -> float | None:
    """Give the steepest step of follower counts in the order of time, up or down, as a share a day; None of too short a time."""
    if len(recorded) < policy.least_recordings:
        return None
    if (recorded[-1][0] - recorded[0][0]).days < policy.least_recorded_days:
        return None
    # Two of one day apart by less than a day: what changed between them counts as one day's.
    steps = [
        abs(after - before) / max(before, 1) / max((then - since).total_seconds() / DAY_SECONDS, 1.0)
        for (since, before), (then, after) in pairwise(recorded)
    ]
    return round(max(steps), policy.decimals)


def band_of(follower_count: int, policy: AuthenticityPolicy = AUTHENTICITY) -> tuple[int, int | None]:
    """Give the band of a following: its lower end, and the lower end of the next one, if any."""
    place = bisect_right(policy.followers_from, follower_count)
    return policy.followers_from[place - 1], policy.followers_from[place] if place < len(policy.followers_from) else None
