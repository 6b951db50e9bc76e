"""The arithmetic of the shipped ranking: parts from 0 to 1, points from parts, a score from points. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor, fsum, log
from typing import Any

from services.discovery.profiles.words import words_of
from services.discovery.similar.arithmetic import Shares
from services.discovery.suggestions.policy import SUGGESTIONS, SuggestionPolicy
from services.discovery.suggestions.ranking import Brief, Candidate

TENTHS = 1000
"""A hundred points in tenths: points are shown with one decimal, and add up exactly."""


class SuggestionPart(StrEnum):
    """What is wished for."""

    AUDIENCE = "audience"
    VIEWS = "views"
    ENGAGEMENT = "engagement"
    TOPIC = "topic"
    AUTHENTICITY = "authenticity"
    PRICE = "price"
    DELIVERABLES = "deliverables"
    RESULTS = "results"
    RESPONSE = "response"


@dataclass(frozen=True)
class Earned:
    """What one part earns, in tenths of a point, of what it can."""

    code: SuggestionPart
    earned: int
    possible: int


@dataclass(frozen=True)
class Wishes:
    """A brief as it is counted, worked out once for all candidates."""

    brief: Brief
    words: Mapping[str, str]
    """Of the summary, by their beginnings."""
    possible: Mapping[SuggestionPart, int]
    """Tenths of a point."""


def wishes_of(brief: Brief, policy: SuggestionPolicy = SUGGESTIONS) -> Wishes:
    """Say what a brief asks for, and how many points each part of it can earn: a hundred in all."""
    words = telling_words(brief.summary, policy)
    not_asked = {
        SuggestionPart.AUDIENCE: not (brief.countries or brief.ages or brief.genders),
        SuggestionPart.TOPIC: not words,
        SuggestionPart.PRICE: brief.budget is None,
        SuggestionPart.DELIVERABLES: len(brief.deliverable_types) < 2,
    }
    weights = {
        SuggestionPart(code): weight
        for code, weight in policy.weights[brief.objective].items()
        if not not_asked.get(SuggestionPart(code), False)
    }
    return Wishes(brief, words, _in_tenths(weights))


def _in_tenths(weights: Mapping[SuggestionPart, int]) -> Mapping[SuggestionPart, int]:
    """Divide a hundred points by weights; the largest remainders get the odd tenths, the first among equals."""
    whole = sum(weights.values())
    tenths = {code: TENTHS * weight // whole for code, weight in weights.items()}
    odd = TENTHS - sum(tenths.values())
    by_remainder = sorted(weights, key=lambda code: -(TENTHS * weights[code] % whole))
    return {code: count + (code in by_remainder[:odd]) for code, count in tenths.items()}


def telling_words(text: str, policy: SuggestionPolicy = SUGGESTIONS) -> Mapping[str, str]:
    """Give the words of a text that say something, by their beginnings."""
    telling: dict[str, str] = {}
    for word in words_of(text):
        if (len(word) >= policy.least_letters or not word.isascii()) and word not in policy.common_words:
            telling.setdefault(word[: policy.stem_letters], word)
    return telling


def earned_by(wishes: Wishes, candidate: Candidate, policy: SuggestionPolicy = SUGGESTIONS) -> Sequence[Earned]:
    """Say what each part that is asked for earns."""
    values = values_of(wishes, candidate, policy)
    return [Earned(code, floor(possible * values[code] + 0.5), possible) for code, possible in wishes.possible.items()]


def values_of(wishes: Wishes, candidate: Candidate, policy: SuggestionPolicy = SUGGESTIONS) -> Mapping[SuggestionPart, float]:
    """Work out each part, 0 to 1; what is not known earns nothing."""
    brief, creator = wishes.brief, candidate.creator
    told = {
        SuggestionPart.AUDIENCE: _mean([share_of(shares, wanted) for wanted, shares in audience_asked(brief, creator)]),
        SuggestionPart.VIEWS: _between(creator.median_views, none=policy.no_views, full=policy.full_views),
        SuggestionPart.ENGAGEMENT: min(1.0, creator.engagement_rate / policy.full_engagement_rate),
        SuggestionPart.TOPIC: _topic(wishes, creator, policy),
        SuggestionPart.AUTHENTICITY: (creator.authenticity_score or 0) / 100,
        SuggestionPart.PRICE: _price(brief, candidate, policy),
        SuggestionPart.DELIVERABLES: _mean([float(type_ in types_offered(creator)) for type_ in brief.deliverable_types]),
        SuggestionPart.RESULTS: _results(brief, creator, policy),
        SuggestionPart.RESPONSE: 0.0
        if creator.response_time_seconds is None
        else _between(creator.response_time_seconds, none=policy.no_response_seconds, full=policy.full_response_seconds),
    }
    return {code: value for code, value in told.items() if code in wishes.possible}


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values) if values else 0.0


def _between(number: float, *, none: float, full: float) -> float:
    """Give the place of a number between two, in logarithms: 0 at one end, 1 at the other, and beyond them."""
    if number <= 0:
        return 1.0 if full < none else 0.0
    return min(1.0, max(0.0, log(number / none) / log(full / none)))


def audience_asked(brief: Brief, creator: Any) -> Sequence[tuple[Sequence[str], Shares]]:
    """Give what is wanted of an audience, beside what the platform tells of it."""
    wanted = (
        (brief.countries, creator.audience_countries),
        (brief.ages, creator.audience_ages),
        (brief.genders, creator.audience_genders),
    )
    return [(values, shares) for values, shares in wanted if values]


def share_of(shares: Shares, wanted: Sequence[str]) -> float:
    """Add up the shares of what is wanted: 0 to 1."""
    return min(1.0, fsum(shares.get(value, 0.0) for value in wanted))


def words_found(wishes: Wishes, creator: Any, policy: SuggestionPolicy = SUGGESTIONS) -> Sequence[str]:
    """Give the words of the summary that stand in handle, name or bio, in the order of the summary."""
    written = {word[: policy.stem_letters] for word in creator.search_text.split()}
    return [word for stem, word in wishes.words.items() if stem in written]


def _topic(wishes: Wishes, creator: Any, policy: SuggestionPolicy) -> float:
    if not wishes.words:
        return 0.0
    return min(1.0, len(words_found(wishes, creator, policy)) / min(policy.full_words, len(wishes.words)))


def types_offered(creator: Any) -> set[str]:
    """Give the types of deliverable that a creator has a rate for, in whatever currency."""
    return {rate["deliverable_type"] for rate in creator.rates}


def asking_price(brief: Brief, candidate: Candidate) -> int | None:
    """Give what one deliverable of each type costs, of those with a rate that can be compared; the cheapest if none is named."""
    if not brief.deliverable_types:
        return min(candidate.prices.values(), default=None)
    asked = [candidate.prices[type_] for type_ in brief.deliverable_types if type_ in candidate.prices]
    return sum(asked) if asked else None


def _price(brief: Brief, candidate: Candidate, policy: SuggestionPolicy) -> float:
    price = asking_price(brief, candidate)
    if brief.budget is None or price is None:
        return 0.0
    return _between(price / brief.budget.value, none=policy.no_price_share, full=policy.full_price_share)


def orders_in(category: str, creator: Any) -> int:
    """Count the orders that a creator completed in a category."""
    worked_in = creator.past_results.get("categories", [])
    return sum(one["completed_orders"] for one in worked_in if one["category"] == category)


def _results(brief: Brief, creator: Any, policy: SuggestionPolicy) -> float:
    on_time = creator.past_results.get("on_time_share")
    return min(1.0, orders_in(brief.category, creator) / policy.full_orders) * (1.0 if on_time is None else on_time)
