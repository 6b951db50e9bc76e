"""The port to whoever ranks candidates for a brief: what is asked, and what is answered. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from services.discovery.similar.arithmetic import Prices
from shared.events.identity import CreatorId, OrganizationId
from shared.money import Money


class Objective(StrEnum):
    """What a campaign is for."""

    AWARENESS = "awareness"
    ENGAGEMENT = "engagement"
    TRAFFIC = "traffic"
    SALES = "sales"


@dataclass(frozen=True)
class Brief:
    """What a campaign needs. Candidates have what it demands already; the rest is wished for."""

    category: str
    summary: str
    objective: Objective
    countries: Sequence[str]
    ages: Sequence[str]
    genders: Sequence[str]
    """Whom the audience should be; empty for anybody."""
    languages: Sequence[str]
    deliverable_types: Sequence[str]
    budget: Money | None
    """For one creator, for one deliverable of each type."""
    follower_count_min: int | None
    follower_count_max: int | None


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be suggested: what everybody may see of them, and no more."""

    creator: Any
    """A row of what `queries.features_of` reads."""
    prices: Prices
    """In the budget's currency; empty without one."""


@dataclass(frozen=True)
class Points:
    """What one part adds to a score, or takes from a hundred, and why."""

    code: str
    points: float
    detail: str


@dataclass(frozen=True)
class Ranked:
    """How well one candidate suits, 0 to 100."""

    creator_id: CreatorId
    score: float
    reasons: Sequence[Points]
    against: Sequence[Points]


@dataclass(frozen=True)
class Ranks:
    """What a ranking says of every candidate, in any order, and who says so."""

    name: str
    version: str
    ranked: Sequence[Ranked]


class RankingFailure(StrEnum):
    """Why a ranking gave no answer that can be used."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    INVALID_ANSWER = "invalid_answer"


DETAILS = {
    RankingFailure.TIMEOUT: "It took too long.",
    RankingFailure.UNREACHABLE: "It could not be reached, or broke off.",
    RankingFailure.REFUSED: "It answered with another status than 200.",
    RankingFailure.TOO_LARGE: "Its answer was too large.",
    RankingFailure.INVALID_ANSWER: "Its answer was not one valid score for each candidate.",
}


class RankingFailed(Exception):
    """A ranking gave no answer that can be used."""

    def __init__(self, code: RankingFailure) -> None:
        super().__init__(code)
        self.code, self.detail = code, DETAILS[code]


class Ranking(Protocol):
    """A way to rank candidates."""

    async def rank(self, brief: Brief, candidates: Sequence[Candidate]) -> Ranks:
        """Say how well each candidate suits a brief. Raises `RankingFailed`. No transaction is open meanwhile."""
        ...


@dataclass(frozen=True)
class Rankings:
    """Who ranks for whom."""

    usual: Ranking
    own: Mapping[OrganizationId, Ranking]
    """Of the organizations that have a model of their own."""

    def of(self, organization: OrganizationId) -> Ranking:
        """Choose for one organization."""
        return self.own.get(organization, self.usual)
