"""What callers send and receive about suggestions."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictInt
from pydantic_core import PydanticCustomError

from services.discovery.policy import SEARCH
from services.discovery.profiles.schemas import CreatorOut
from services.discovery.search.countries import ExistingCountry
from services.discovery.search.schemas import ExchangeRatesOut
from services.discovery.suggestions.arithmetic import SuggestionPart
from services.discovery.suggestions.policy import OWN_RANKING, SUGGESTIONS
from services.discovery.suggestions.ranking import Brief, Objective, RankingFailure
from shared.errors import Invalid
from shared.money import PositiveMoney
from shared.schemas import Body, Count, Distinct, Language, OpenEnum, Slug, Text, View

MOST_SUGGESTED = 50


def _each_once(values: Sequence[str]) -> Sequence[str]:
    if len(set(values)) != len(values):
        raise PydanticCustomError("repeated_value", "a value stands twice")
    return values


class AudienceWished(Body):
    """Whom a campaign is for. What is left out does not matter."""

    countries: Annotated[list[ExistingCountry], Field(max_length=100, description="Any of these."), Distinct(_each_once)] = []
    ages: Annotated[
        list[Annotated[str, Field(pattern=r"^[0-9A-Za-z_+-]{1,20}$", examples=["18-24"])]],
        Field(max_length=20, description="Any of these bands, as the platforms name them."),
        Distinct(_each_once),
    ] = []
    genders: Annotated[
        list[Annotated[str, Field(pattern="^[a-z_]{1,20}$", examples=["female"])]],
        Field(max_length=20, description="Any of these, as the platforms name them."),
        Distinct(_each_once),
    ] = []


class NewSuggestions(Body):
    """A brief. It demands category, languages, follower counts and a rate within the budget, and wishes for the rest."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "category": "food",
                    "summary": "Weeknight recipes with a cast iron pan.",
                    "objective": "awareness",
                    "audience": {"countries": ["US"], "ages": ["18-24", "25-34"], "genders": []},
                    "languages": ["en"],
                    "deliverable_types": ["video"],
                    "budget_per_creator": {"value": 50000, "currency": "USD"},
                    "follower_count_min": 20000,
                    "follower_count_max": 80000,
                    "limit": 20,
                }
            ]
        }
    )

    category: Annotated[
        Slug,
        Field(
            description="What the campaign is about, which creators must be about too. Who does not work for it, or is bound to"
            " one brand in it now, is left out."
        ),
    ]
    summary: Annotated[
        Text, Field(description="The campaign in your words: profiles that have words of it earn points.", examples=["A pan."])
    ] = ""
    objective: Annotated[Objective, Field(description="What it is for: each weighs the parts differently.")] = Objective.AWARENESS
    audience: Annotated[AudienceWished, Field(description="Whom it is for: the more of an audience, the more points.")] = (
        AudienceWished()
    )
    languages: Annotated[
        list[Language], Field(max_length=20, description="Creators must speak one of these."), Distinct(_each_once)
    ] = []
    deliverable_types: Annotated[
        list[Slug],
        Field(max_length=20, description="Creators must have a rate for one of these; those who have all earn points."),
        Distinct(_each_once),
    ] = []
    budget_per_creator: Annotated[
        PositiveMoney | None,
        Field(
            description="For one deliverable of each type. Creators must have one rate within it, at the day's exchange rate; as"
            " in a search, rates in `currencies_not_compared` do not count, and who does not work for so little is left out, in"
            " coarse steps."
        ),
    ] = None
    follower_count_min: Count | None = None
    follower_count_max: Count | None = None
    limit: Annotated[StrictInt, Field(ge=1, le=MOST_SUGGESTED, description="How many at most.")] = 20

    def brief(self) -> Brief:
        """Read it as rankings do. Raises `Invalid`, with `range_upside_down`."""
        low, high = self.follower_count_min, self.follower_count_max
        if low is not None and high is not None and low > high:
            raise Invalid.at("/follower_count_min", "range_upside_down", "it is more than follower_count_max")
        return Brief(
            category=self.category,
            summary=self.summary,
            objective=self.objective,
            countries=self.audience.countries,
            ages=self.audience.ages,
            genders=self.audience.genders,
            languages=self.languages,
            deliverable_types=self.deliverable_types,
            budget=self.budget_per_creator,
            follower_count_min=low,
            follower_count_max=high,
        )


_FORMULA = (
    "Of the shipped ranking, `audience`: the shares that are wished for, by country, age and gender, and of these the mean."
    f" `views`: median views, from {SUGGESTIONS.no_views:,} to {SUGGESTIONS.full_views:,}. `engagement`: up to a rate of"
    f" {SUGGESTIONS.full_engagement_rate:g}. `topic`: up to {SUGGESTIONS.full_words} words of the summary in handle, name or bio."
    " `authenticity`: the score. `price`: the lowest rates for what you ask over the budget, from"
    f" {SUGGESTIONS.no_price_share:g} down to {SUGGESTIONS.full_price_share:g}. `deliverables`: how many of several types have a"
    f" rate. `results`: up to {SUGGESTIONS.full_orders} completed orders in the category, times the share on time."
    f" `response`: from {SUGGESTIONS.no_response_seconds // 3600} hours down to {SUGGESTIONS.full_response_seconds // 3600}."
    " Views, price and response count by their logarithm. What is not known earns nothing. Weights by objective, shared out"
    f" among what the brief asks for: {SUGGESTIONS.in_words()}."
)


class PointsOut(View):
    """One part of a score."""

    code: Annotated[OpenEnum[SuggestionPart], Field(description=_FORMULA)]
    points: Annotated[float, Field(description="What it adds, or below zero what it takes from a hundred.", examples=[17.1])]
    detail: Annotated[str, Field(description="What is so, in one sentence.")]


class SuggestionOut(View):
    """Somebody who suits a brief."""

    creator: CreatorOut
    score: Annotated[
        float,
        Field(
            description="0 to 100. Of the shipped ranking it is the sum of `reasons`, and what it lacks of 100 is the sum of"
            " `against`.",
            examples=[71.4],
        ),
    ]
    reasons: Annotated[list[PointsOut], Field(description="What counts for the creator, the most points first.")]
    against: Annotated[list[PointsOut], Field(description="What counts against, the most points first.")]


class FallbackOut(View):
    """Why the shipped ranking answered in the place of a model of your organization's or the operator's own."""

    code: Annotated[OpenEnum[RankingFailure], Field(description=f"`timeout` is {OWN_RANKING.timeout_seconds:g} seconds.")]
    detail: Annotated[str, Field(description="What was wrong, in one sentence.")]


class RankingOut(View):
    """Who ranked: the shipped formula, or a model of your organization's or the operator's own."""

    name: Annotated[str, Field(examples=[SUGGESTIONS.name])]
    version: Annotated[str, Field(description="A version of the shipped one never changes.", examples=[SUGGESTIONS.version])]
    fallback: Annotated[FallbackOut | None, Field(description="Null where the chosen ranking answered.")]


class SuggestionsOut(View):
    """Who suits a brief. Nothing is kept: it has no id."""

    object: Literal["creator_suggestions"] = "creator_suggestions"
    data: Annotated[list[SuggestionOut], Field(description="The highest score first; ties in the order of ids.")]
    matching_count: Annotated[int, Field(description="How many creators have all that the brief demands.", examples=[5210])]
    considered_count: Annotated[
        int,
        Field(
            description="How many of these were ranked: the first of searches by relevance, by views or engagement, by price,"
            f" and for the audience (a share of {SEARCH.audience_share:g} of each that is wished for);"
            f" {SUGGESTIONS.most_candidates} at most.",
            examples=[312],
        ),
    ]
    ranking: RankingOut
    exchange_rates: Annotated[ExchangeRatesOut | None, Field(description="Null where no price was compared.")]
