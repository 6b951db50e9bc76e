"""What callers receive about authenticity."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from services.discovery.authenticity.arithmetic import LIKES_DAYS, POSTS_DAYS, Lack, Signal
from services.discovery.policy import AUTHENTICITY
from shared.events.identity import CreatorId
from shared.schemas import OpenEnum, Timestamp, View


class FormulaOut(View):
    """How the score is worked out: a version of it never changes."""

    version: Annotated[str, Field(examples=[AUTHENTICITY.version])]
    effective_on: Annotated[date, Field(description="The day from which it holds.", examples=["2026-01-01"])]
    least_weight: Annotated[int, Field(description="Signals of less weight together make no score.", examples=[60])]
    least_peers: Annotated[int, Field(description="Fewer comparable creators make no range.", examples=[20])]


class PeersOut(View):
    """Whom a creator is compared with: everybody who is shown with so many followers on the same platform."""

    platform: Annotated[str, Field(examples=["sandbox"])]
    follower_count_min: Annotated[int, Field(description="The lower end of the band.", examples=[10000])]
    follower_count_max: Annotated[int | None, Field(description="Its upper end; null for none.", examples=[49999])]
    measured_at: Annotated[Timestamp | None, Field(description="When their ranges were measured; null while there are too few.")]


class RangeOut(View):
    """Between which values the middle half of the peers lies."""

    p25: Annotated[float, Field(validation_alias="low", description="A quarter of the peers lies below.", examples=[0.04])]
    p75: Annotated[float, Field(validation_alias="high", description="A quarter of the peers lies above.", examples=[0.08])]
    creator_count: Annotated[int, Field(description="How many peers have a value.", examples=[1200])]


class CurveOut(View):
    """Where the points of a signal begin and end; null on a side that costs nothing.

    All of them from `full_from` to `full_to`; none at `zero_at_low` and below, at `zero_at_high` and above. Between, they fall by
    the logarithm: `weight * ln(value / zero_at_low) / ln(full_from / zero_at_low)` below the range,
    `weight * ln(zero_at_high / value) / ln(zero_at_high / full_to)` above it.
    """

    zero_at_low: Annotated[float | None, Field(examples=[0.01])]
    full_from: Annotated[float | None, Field(description="`peers.p25`.", examples=[0.04])]
    full_to: Annotated[
        float | None, Field(description="`peers.p75`, or what never costs anything where that is more.", examples=[0.08])
    ]
    zero_at_high: Annotated[float | None, Field(examples=[0.4])]


class SignalOut(View):
    """One part of the score. Within the peers' range it gives all its points; outside they fall with the distance, by `curve`."""

    code: Annotated[
        OpenEnum[Signal],
        Field(
            description="`views_per_follower`: median views / followers; `likes_per_view`: likes of the last"
            f" {LIKES_DAYS} days / (average views * posts of the last {POSTS_DAYS} days * {LIKES_DAYS} / {POSTS_DAYS});"
            " `largest_daily_growth`: the steepest change of followers between two recordings, as a share a day;"
            " `average_to_median_views`: average / median views; `audience_concentration`: the share of the largest country;"
            " `likes_per_follower`: likes of the last"
            f" {LIKES_DAYS} days / followers; the others are figures of the profile. Rounded to {AUTHENTICITY.decimals} decimals."
        ),
    ]
    weight: Annotated[int, Field(description="The points that it can give.", examples=[20])]
    value: Annotated[float | None, Field(description="A ratio, or a count; null where it is not known.", examples=[0.061])]
    peers: Annotated[RangeOut | None, Field(description="Null where too few comparable creators have a value.")]
    curve: Annotated[CurveOut | None, Field(description="Null where there are no `peers`.")]
    points: Annotated[
        float | None,
        Field(description="By `value` and `curve`, to one decimal. Null: it counts neither for nor against.", examples=[17.5]),
    ]
    detail: Annotated[str, Field(description="What it says, in one sentence.")]


class LackOut(View):
    """One reason why there is no score."""

    code: OpenEnum[Lack]
    detail: str


class AuthenticityOut(View):
    """How much a creator's figures look like those of comparable creators, with every part that it is made of.

    The score is the points of the signals that say something, in percent of their weights together, to the nearest whole number.
    """

    object: Literal["creator_authenticity"] = "creator_authenticity"
    creator_id: CreatorId
    score: Annotated[int | None, Field(description="0 to 100; null where there is not enough data.", examples=[87])]
    reasons: Annotated[list[LackOut], Field(description="Why there is no score; empty where there is one.")]
    formula: FormulaOut
    peers: PeersOut
    signals: list[SignalOut]
    statistics_updated_at: Annotated[Timestamp | None, Field(description="When the figures were recorded.")]
