"""What callers send and receive about comparisons."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic_core import PydanticCustomError

from services.discovery.comparisons.figures import Better, FigureCode, FigureUnit
from services.discovery.comparisons.policy import OVERLAP
from services.discovery.profiles.schemas import CreatorOut
from services.discovery.search.schemas import ExchangeRatesOut
from shared.events.identity import CreatorId
from shared.money import Currency
from shared.schemas import Body, Distinct, OpenEnum, View

MOST_COMPARED = 10


def _each_once(ids: Sequence[CreatorId]) -> Sequence[CreatorId]:
    if len({*ids}) != len(ids):
        raise PydanticCustomError("repeated_value", "a creator stands twice")
    return ids


class NewComparison(Body):
    """Creators to put side by side."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"creator_ids": ["crt_01k4s3m7v8e9tb2h6jq0xyzwpn", "crt_01k4s3m7v8e9tb2h6jq0xyzwpq"], "currency": "USD"}]
        }
    )

    creator_ids: Annotated[
        list[CreatorId],
        Field(min_length=2, max_length=MOST_COMPARED, description="In this order they stand in the answer."),
        Distinct(_each_once),
    ]
    currency: Annotated[
        Currency | None,
        Field(description="What prices are compared in. Left out: the currency of most of the creators' rates."),
    ] = None


class FigureValueOut(View):
    """What one creator has of a figure."""

    creator_id: CreatorId
    value: Annotated[int | float | None, Field(description="In the figure's unit; null where it is not known.", examples=[25000])]


class ComparedFigureOut(View):
    """One figure of every creator."""

    code: Annotated[
        OpenEnum[FigureCode],
        Field(
            description="As in a creator's profile; `views_per_follower` is median views over followers, `price` the lowest rate"
            " for `deliverable_type`, `price_per_thousand_views` that over a thousand median views."
        ),
    ]
    deliverable_type: Annotated[str | None, Field(description="Of the two prices; else null.", examples=["video"])]
    unit: Annotated[OpenEnum[FigureUnit], Field(description="`score` is 0 to 100, `minor_units` are of `currency`.")]
    better: OpenEnum[Better]
    values: Annotated[list[FigureValueOut], Field(description="In the order of the creators.")]
    best_creator_ids: Annotated[
        list[CreatorId], Field(description="Who has the best value, several where they tie; empty where fewer than two have one.")
    ]


class OverlapOut(View):
    """How much the audiences of two creators may overlap: an estimate."""

    creator_ids: Annotated[list[CreatorId], Field(min_length=2, max_length=2)]
    dimensions: Annotated[list[str], Field(description="What both platforms tell, by which the audiences were divided.")]
    audience_similarity: Annotated[
        float | None, Field(description="0 to 1; null where there is no dimension that both tell.", examples=[0.74])
    ]
    size_ratio: Annotated[float, Field(description="The smaller follower count over the larger: 0 to 1.", examples=[0.5])]
    audience_overlap: Annotated[
        float | None,
        Field(description="Of all who follow either, the share who follow both: similarity times ratio.", examples=[0.37]),
    ]
    shared_follower_count: Annotated[int | None, Field(description="How many people that would be.", examples=[20200])]


class ReachOut(View):
    """How many people follow at least one of the creators: between two bounds that are sure, and an estimate."""

    smallest_follower_count: Annotated[
        int, Field(description="The largest following alone: it cannot be fewer people.", examples=[50000])
    ]
    largest_follower_count: Annotated[
        int, Field(description="All followings together: it cannot be more people.", examples=[75000])
    ]
    estimated_follower_count: Annotated[
        int | None,
        Field(
            description="Each person once, by `overlaps`: beginning with the largest following, of each those count who follow"
            " none of the larger ones, as if that were independent. Null where an overlap is.",
            examples=[54800],
        ),
    ]


class OverlapMethodOut(View):
    """How overlaps are estimated: a version of it never changes."""

    name: Annotated[str, Field(validation_alias="method", examples=[OVERLAP.method])]
    version: Annotated[str, Field(examples=[OVERLAP.version])]
    effective_on: Annotated[date, Field(description="The day from which it holds.", examples=["2026-01-01"])]
    is_estimate: Literal[True] = True
    detail: Annotated[str, Field(validation_alias="in_words", description="The formula, and what it cannot know.")]


class ComparisonOut(View):
    """Creators side by side. Nothing is kept: it has no id."""

    object: Literal["creator_comparison"] = "creator_comparison"
    creators: list[CreatorOut]
    figures: list[ComparedFigureOut]
    currency: Annotated[str | None, Field(description="Of prices; null where nobody has a rate.")]
    exchange_rates: Annotated[ExchangeRatesOut | None, Field(description="Null where no price was compared.")]
    overlaps: Annotated[list[OverlapOut], Field(description="Each creator with each.")]
    reach: ReachOut
    method: Annotated[OverlapMethodOut, Field(description="By which overlaps and reach were estimated.")]
