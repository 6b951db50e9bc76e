"""What callers receive about likeness."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from services.discovery.profiles.schemas import CreatorOut
from services.discovery.search.schemas import ExchangeRatesOut
from services.discovery.similar.arithmetic import SimilarityPart
from services.discovery.similar.policy import LIKENESS
from shared.events.identity import CreatorId
from shared.schemas import OpenEnum, View

MOST_SIMILAR = 50


class LikenessFormulaOut(View):
    """How likeness is worked out: a version of it never changes."""

    version: Annotated[str, Field(examples=[LIKENESS.version])]
    effective_on: Annotated[date, Field(description="The day from which it holds.", examples=["2026-01-01"])]
    weights: Annotated[dict[str, int], Field(description="Percent of the whole, by the code of each part.")]


class LikenessReasonOut(View):
    """One part of likeness."""

    code: Annotated[
        OpenEnum[SimilarityPart],
        Field(
            description="`categories`: the common ones over all of both. `audience`: the sum of the smaller shares by country, by"
            " age and by gender, of what the platforms tell, and of these the mean. `followers`, `price` and `engagement`: by"
            " the ratio of two numbers in logarithms, 1 where they are equal and 0 where one is"
            f" {LIKENESS.times['followers']:g}, {LIKENESS.times['price']:g} or {LIKENESS.times['engagement']:g} times the other;"
            " prices are the lowest rates by type of deliverable, and of these the mean."
        ),
    ]
    value: Annotated[
        float | None,
        Field(description="0 to 1, 1 for alike. Null: the creator does not tell it, and it counts for nobody.", examples=[0.82]),
    ]
    weight: Annotated[int, Field(description="Percent of the whole.", examples=[30])]
    detail: Annotated[str, Field(description="What it says, in one sentence.")]


class SimilarCreatorOut(View):
    """Somebody who is like a creator."""

    creator: CreatorOut
    similarity: Annotated[
        float, Field(description="0 to 1: the mean of the values of `reasons`, by their weights.", examples=[0.87])
    ]
    reasons: Annotated[list[LikenessReasonOut], Field(description="Every part, the heaviest first.")]


class SimilarCreatorsOut(View):
    """Who is most like a creator, among those who share categories, languages, countries or size with them."""

    object: Literal["similar_creators"] = "similar_creators"
    creator_id: CreatorId
    data: Annotated[list[SimilarCreatorOut], Field(description="The most alike first; ties in the order of ids.")]
    compared_count: Annotated[
        int, Field(description=f"How many candidates were compared: {LIKENESS.most_candidates} at most.", examples=[240])
    ]
    formula: LikenessFormulaOut
    currency: Annotated[
        str | None,
        Field(description="In which prices were compared: that of most of the creator's rates. Null where there are none."),
    ]
    exchange_rates: Annotated[ExchangeRatesOut | None, Field(description="Null where no price was compared.")]
