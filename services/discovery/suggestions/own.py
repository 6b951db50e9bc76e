"""A ranking model of one's own, asked over HTTP: it is sent what everybody may see of candidates, and gives scores."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from services.discovery.similar.arithmetic import Prices
from services.discovery.suggestions.policy import OWN_RANKING, OwnRankingPolicy
from services.discovery.suggestions.ranking import Brief, Candidate, Points, Ranked, RankingFailed, RankingFailure, Ranks
from shared.events.identity import CreatorId
from shared.http import NoAnswer, answer_from_outside
from shared.money import Money
from shared.schemas import Line, Slug, View

# --- what is sent -------------------------------------------------------------------------------------------------------


class BriefSent(View):
    """The brief. Who asks is not told."""

    category: str
    summary: str
    objective: str
    countries: list[str]
    ages: list[str]
    genders: list[str]
    languages: list[str]
    deliverable_types: list[str]
    budget: Money | None
    follower_count_min: int | None
    follower_count_max: int | None


class CandidateSent(View):
    """What everybody may see of a creator."""

    id: CreatorId
    handle: str
    name: str
    bio: str
    country: str
    languages: list[str]
    formats: list[str]
    platforms: list[str]
    categories: list[str] = Field(validation_alias="shown_categories")
    follower_count: int
    engagement_rate: float
    average_views: int
    median_views: int
    audience_countries: dict[str, float]
    audience_genders: dict[str, float]
    audience_ages: dict[str, float]
    audience_devices: dict[str, float]
    rates: list[Any]
    badges: list[str]
    response_time_seconds: int | None
    answer_count: int
    completed_orders: int
    past_results: dict[str, Any]
    authenticity_score: int | None
    completeness: int


class CandidateWithPrices(View):
    """A candidate, and their lowest rates in the budget's currency by type of deliverable."""

    creator: CandidateSent
    prices: Prices


class RankingAsked(View):
    """The body of the call."""

    object: Literal["ranking_request"] = "ranking_request"
    version: str
    effective_on: date
    brief: BriefSent
    candidates: list[CandidateWithPrices]


# --- what is answered ---------------------------------------------------------------------------------------------------


class PointsTold(BaseModel):
    """What a part adds, or takes away."""

    code: Slug
    points: Annotated[float, Field(ge=-100, le=100, allow_inf_nan=False)]
    detail: Line


class ScoreTold(BaseModel):
    """The score of one candidate, with whatever the model says of it."""

    id: CreatorId
    score: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
    reasons: Annotated[list[PointsTold], Field(max_length=20)] = []
    against: Annotated[list[PointsTold], Field(max_length=20)] = []


def _each_once(scores: list[ScoreTold]) -> list[ScoreTold]:
    if len({one.id for one in scores}) != len(scores):
        message = "a candidate has two scores"
        raise ValueError(message)
    return scores


class ScoresTold(BaseModel):
    """The model's answer: a score for each candidate, and who says so."""

    name: Line
    version: Line
    scores: Annotated[list[ScoreTold], AfterValidator(_each_once)]


class OwnRanking:
    """One call for all candidates, within one time; whatever is wrong with the answer, none of it is used."""

    def __init__(self, url: str, token: str | None = None, policy: OwnRankingPolicy = OWN_RANKING) -> None:
        self._url, self._policy = url, policy
        self._headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {token}"

    async def rank(self, brief: Brief, candidates: Sequence[Candidate]) -> Ranks:
        """Ask the model. Raises `RankingFailed`."""
        asked = RankingAsked.model_validate(
            {
                "version": self._policy.version,
                "effective_on": self._policy.effective_on,
                "brief": brief,
                "candidates": candidates,
            },
            from_attributes=True,
        )
        try:
            answer = await answer_from_outside(
                "POST",
                self._url,
                headers=self._headers,
                content=asked.model_dump_json().encode(),
                seconds=self._policy.timeout_seconds,
                most_bytes=self._policy.most_bytes,
            )
        except NoAnswer as error:
            raise RankingFailed(RankingFailure(str(error))) from error
        return _read(answer, {candidate.creator.id for candidate in candidates})


def _read(answer: bytes, ids: set[CreatorId]) -> Ranks:
    try:
        told = ScoresTold.model_validate_json(answer)
    except ValidationError as error:
        raise RankingFailed(RankingFailure.INVALID_ANSWER) from error
    if {one.id for one in told.scores} != ids:
        raise RankingFailed(RankingFailure.INVALID_ANSWER)
    ranked = [Ranked(one.id, round(one.score, 1), _points(one.reasons), _points(one.against)) for one in told.scores]
    return Ranks(told.name, told.version, ranked)


def _points(told: Sequence[PointsTold]) -> list[Points]:
    return [Points(one.code, round(one.points, 1), one.detail) for one in told]
