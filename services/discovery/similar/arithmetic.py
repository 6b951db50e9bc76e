"""The arithmetic of likeness: two creators' parts, each 0 to 1, and their weighted mean. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor, fsum, log
from typing import Any, Protocol

from services.discovery.similar.policy import LIKENESS, LikenessPolicy

Shares = Mapping[str, float]
Prices = Mapping[str, int]
"""By type of deliverable: the lowest rate, in minor units of one currency."""


class SimilarityPart(StrEnum):
    """What two creators are compared by."""

    CATEGORIES = "categories"
    AUDIENCE = "audience"
    FOLLOWERS = "followers"
    PRICE = "price"
    ENGAGEMENT = "engagement"


class Figures(Protocol):
    """What of a creator is compared: what everybody may see."""

    shown_categories: Any
    follower_count: Any
    engagement_rate: Any
    audience_countries: Any
    audience_genders: Any
    audience_ages: Any


@dataclass(frozen=True)
class Compared:
    """One part: how alike two creators are in it. Null where the first does not tell it: then it counts for nobody."""

    code: SimilarityPart
    value: float | None
    weight: int


@dataclass(frozen=True)
class Likeness:
    """How alike two creators are, 0 to 1, with every part of it."""

    similarity: float
    parts: Sequence[Compared]


def likeness(
    one: Figures, other: Figures, *, prices: Prices, other_prices: Prices, policy: LikenessPolicy = LIKENESS
) -> Likeness:
    """Compare another creator with one: what only the other does not tell is not alike."""
    values = {
        SimilarityPart.CATEGORIES: common_categories(one.shown_categories, other.shown_categories),
        SimilarityPart.AUDIENCE: common_audience(one, other),
        SimilarityPart.FOLLOWERS: closeness(one.follower_count, other.follower_count, policy.times[SimilarityPart.FOLLOWERS]),
        SimilarityPart.PRICE: common_prices(prices, other_prices, policy.times[SimilarityPart.PRICE]),
        SimilarityPart.ENGAGEMENT: closeness(one.engagement_rate, other.engagement_rate, policy.times[SimilarityPart.ENGAGEMENT]),
    }
    parts = [
        Compared(
            SimilarityPart(code),
            None if (value := values[SimilarityPart(code)]) is None else round(value, policy.decimals),
            weight,
        )
        for code, weight in policy.weights.items()
    ]
    said = [part for part in parts if part.value is not None]
    points = fsum(part.weight * (part.value or 0.0) for part in said)
    return Likeness(round(points / sum(part.weight for part in said), policy.decimals), parts)


def common_categories(one: Sequence[str], other: Sequence[str]) -> float | None:
    """Give the common categories over all of both."""
    return len({*one} & {*other}) / len({*one, *other}) if one else None


def common_audience(one: Figures, other: Figures) -> float | None:
    """Give the mean of what two audiences have in common by country, by age and by gender, of those that the first tells."""
    told = [common_shares(mine, theirs) for mine, theirs in zip(_audience(one), _audience(other), strict=True) if whole(mine)]
    return fsum(told) / len(told) if told else None


def _audience(figures: Figures) -> tuple[Shares, Shares, Shares]:
    return figures.audience_countries, figures.audience_ages, figures.audience_genders


def common_shares(one: Shares, other: Shares) -> float:
    """Add up the smaller share of each value: 0 to 1, 1 where both are divided alike."""
    mine, theirs = whole(one), whole(other)
    return fsum(min(share, theirs[value]) for value, share in mine.items() if value in theirs)


def whole(shares: Shares) -> Shares:
    """Give shares of what a platform tells, which is often less than all: they add up to 1. Empty where it tells nothing."""
    told = fsum(shares.values())
    return {value: share / told for value, share in shares.items()} if told > 0 else {}


def common_prices(one: Prices, other: Prices, times: float) -> float | None:
    """Give the mean closeness of the rates, by type; a type that only the first offers is not alike."""
    if not one:
        return None
    return fsum(closeness(price, other[type_], times) for type_, price in one.items() if type_ in other) / len(one)


def closeness(one: float, other: float, times: float) -> float:
    """Say how near two numbers are, by their ratio in logarithms: 1 where equal, 0 from so many times on."""
    smaller, larger = sorted((one, other))
    if smaller == larger:
        return 1.0
    if smaller <= 0 or larger / smaller >= times:
        return 0.0
    return 1.0 - log(larger / smaller) / log(times)


# --- rates in one currency ----------------------------------------------------------------------------------------------


def currency_of(rates: Sequence[Mapping[str, Any]]) -> str | None:
    """Give the currency of most of the rates; of several, the first by its code."""
    counts = Counter(rate["price"]["currency"] for rate in rates)
    return min(counts, key=lambda currency: (-counts[currency], currency), default=None)


def lowest_prices(rates: Sequence[Mapping[str, Any]], factors: Mapping[str, float]) -> Prices:
    """Give the lowest rate of each type, by factors into one currency, rounded down as searches do; others do not count."""
    lowest: dict[str, int] = {}
    for rate in rates:
        factor = factors.get(rate["price"]["currency"])
        if factor is not None:
            amount, type_ = floor(rate["price"]["value"] * factor), rate["deliverable_type"]
            lowest[type_] = min(amount, lowest.get(type_, amount))
    return lowest
