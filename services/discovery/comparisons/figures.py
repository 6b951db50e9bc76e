"""The figures by which creators stand side by side. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.discovery.similar.arithmetic import Prices


class FigureCode(StrEnum):
    """What is compared."""

    FOLLOWER_COUNT = "follower_count"
    ENGAGEMENT_RATE = "engagement_rate"
    AVERAGE_VIEWS = "average_views"
    MEDIAN_VIEWS = "median_views"
    VIEWS_PER_FOLLOWER = "views_per_follower"
    AUTHENTICITY_SCORE = "authenticity_score"
    COMPLETENESS = "completeness"
    RESPONSE_TIME = "response_time_seconds"
    COMPLETED_ORDERS = "completed_orders"
    ON_TIME_SHARE = "on_time_share"
    REPEAT_BRANDS = "repeat_brand_count"
    PRICE = "price"
    PRICE_PER_THOUSAND_VIEWS = "price_per_thousand_views"


class Better(StrEnum):
    """Which value of a figure is the best."""

    HIGHER = "higher"
    LOWER = "lower"


class FigureUnit(StrEnum):
    """What a figure is counted in."""

    COUNT = "count"
    RATIO = "ratio"
    SCORE = "score"
    SECONDS = "seconds"
    MINOR_UNITS = "minor_units"


@dataclass(frozen=True)
class Value:
    """What one creator has of a figure; null where it is not known."""

    creator_id: Any
    value: float | None


@dataclass(frozen=True)
class Figure:
    """One figure of all creators, and who is best in it; nobody where fewer than two have a value."""

    code: FigureCode
    deliverable_type: str | None
    unit: FigureUnit
    better: Better
    values: Sequence[Value]
    best_creator_ids: Sequence[Any]


@dataclass(frozen=True)
class Kind:
    """One figure that every creator may have."""

    code: FigureCode
    unit: FigureUnit
    value_of: Callable[[Any], float | None]
    better: Better = Better.HIGHER


KINDS = (
    Kind(FigureCode.FOLLOWER_COUNT, FigureUnit.COUNT, lambda creator: creator.follower_count),
    Kind(FigureCode.ENGAGEMENT_RATE, FigureUnit.RATIO, lambda creator: creator.engagement_rate),
    Kind(FigureCode.AVERAGE_VIEWS, FigureUnit.COUNT, lambda creator: creator.average_views),
    Kind(FigureCode.MEDIAN_VIEWS, FigureUnit.COUNT, lambda creator: creator.median_views),
    Kind(
        FigureCode.VIEWS_PER_FOLLOWER,
        FigureUnit.RATIO,
        lambda creator: round(creator.median_views / creator.follower_count, 6) if creator.follower_count else None,
    ),
    Kind(FigureCode.AUTHENTICITY_SCORE, FigureUnit.SCORE, lambda creator: creator.authenticity_score),
    Kind(FigureCode.COMPLETENESS, FigureUnit.SCORE, lambda creator: creator.completeness),
    Kind(FigureCode.RESPONSE_TIME, FigureUnit.SECONDS, lambda creator: creator.response_time_seconds, Better.LOWER),
    Kind(FigureCode.COMPLETED_ORDERS, FigureUnit.COUNT, lambda creator: creator.shown_results["completed_orders"]),
    Kind(FigureCode.ON_TIME_SHARE, FigureUnit.RATIO, lambda creator: creator.shown_results["on_time_share"]),
    Kind(FigureCode.REPEAT_BRANDS, FigureUnit.COUNT, lambda creator: creator.shown_results["repeat_brand_count"]),
)


def figures_of(creators: Sequence[Any], prices: Sequence[Prices]) -> Sequence[Figure]:
    """Put creators side by side; `prices` are theirs, in the same order, all in one currency."""
    figures = [
        _figure(kind.code, kind.unit, kind.better, creators, [kind.value_of(creator) for creator in creators]) for kind in KINDS
    ]
    for type_ in sorted({type_ for of_one in prices for type_ in of_one}):
        asked = [of_one.get(type_) for of_one in prices]
        per_thousand = [
            None if amount is None or not creator.median_views else round(1000 * amount / creator.median_views, 2)
            for creator, amount in zip(creators, asked, strict=True)
        ]
        for code, values in ((FigureCode.PRICE, asked), (FigureCode.PRICE_PER_THOUSAND_VIEWS, per_thousand)):
            figures.append(_figure(code, FigureUnit.MINOR_UNITS, Better.LOWER, creators, values, deliverable_type=type_))
    return figures


def _figure(
    code: FigureCode,
    unit: FigureUnit,
    better: Better,
    creators: Sequence[Any],
    values: Sequence[float | None],
    *,
    deliverable_type: str | None = None,
) -> Figure:
    known = [value for value in values if value is not None]
    best = (max(known) if better is Better.HIGHER else min(known)) if len(known) > 1 else None
    leaders = [creator.id for creator, value in zip(creators, values, strict=True) if best is not None and value == best]
    told = [Value(creator.id, value) for creator, value in zip(creators, values, strict=True)]
    return Figure(code, deliverable_type, unit, better, told, leaders)
