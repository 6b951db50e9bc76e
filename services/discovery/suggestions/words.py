"""What the shipped ranking counts, in plain sentences: a fact, and what would earn every point. Pure."""

from collections.abc import Callable

from services.discovery.similar.words import amount, listed, percent
from services.discovery.suggestions.arithmetic import (
    SuggestionPart,
    Wishes,
    asking_price,
    audience_asked,
    orders_in,
    share_of,
    types_offered,
    words_found,
)
from services.discovery.suggestions.policy import SUGGESTIONS
from services.discovery.suggestions.ranking import Candidate

HOUR = 3600


def fact_of(part: SuggestionPart, wishes: Wishes, candidate: Candidate) -> str:
    """Say what is so, without an end."""
    return _FACTS[part](wishes, candidate)


def _audience(wishes: Wishes, candidate: Candidate) -> str:
    shares = [
        f"{percent(share_of(shares, wanted))} is {listed(wanted, word='or')}"
        for wanted, shares in audience_asked(wishes.brief, candidate.creator)
    ]
    return f"Of the audience, as far as the platform tells, {listed(shares)}"


def _views(_wishes: Wishes, candidate: Candidate) -> str:
    return f"Posts have {candidate.creator.median_views:,} views, by the median"


def _engagement(_wishes: Wishes, candidate: Candidate) -> str:
    return f"The engagement rate is {percent(candidate.creator.engagement_rate)}"


def _topic(wishes: Wishes, candidate: Candidate) -> str:
    found = words_found(wishes, candidate.creator)
    return f"Handle, name or bio have {listed(found) if found else 'none'} of your summary's words"


def _authenticity(_wishes: Wishes, candidate: Candidate) -> str:
    score = candidate.creator.authenticity_score
    return "There is no authenticity score yet" if score is None else f"The authenticity score is {score}"


def _price(wishes: Wishes, candidate: Candidate) -> str:
    price, budget = asking_price(wishes.brief, candidate), wishes.brief.budget
    if price is None or budget is None:
        return "There is no rate that can be compared with your budget"
    asked, yours = amount(price, budget.currency), amount(budget.value, budget.currency)
    return f"For what you ask, the lowest rates come to {asked}, of your {yours}"


def _deliverables(wishes: Wishes, candidate: Candidate) -> str:
    offered = types_offered(candidate.creator)
    asked = wishes.brief.deliverable_types
    has, lacks = [one for one in asked if one in offered], [one for one in asked if one not in offered]
    return f"There is a rate for {listed(has) if has else 'nothing'}" + (f", and none for {listed(lacks)}" if lacks else "")


def _results(wishes: Wishes, candidate: Candidate) -> str:
    category, on_time = wishes.brief.category, candidate.creator.past_results.get("on_time_share")
    count = orders_in(category, candidate.creator)
    if count == 0:
        return f"No order in {category} was completed here yet"
    told = "" if on_time is None else f", and {percent(on_time)} of all deliverables came on time"
    return f"{count} {'order' if count == 1 else 'orders'} in {category} {'was' if count == 1 else 'were'} completed here{told}"


def _response(_wishes: Wishes, candidate: Candidate) -> str:
    creator = candidate.creator
    if creator.response_time_seconds is not None:
        return f"They usually answer in {creator.response_time_seconds / HOUR:.3g} hours"
    return "They leave half or more unanswered" if creator.answer_count else "It is not known how soon they answer"


_FACTS: dict[SuggestionPart, Callable[[Wishes, Candidate], str]] = {
    SuggestionPart.AUDIENCE: _audience,
    SuggestionPart.VIEWS: _views,
    SuggestionPart.ENGAGEMENT: _engagement,
    SuggestionPart.TOPIC: _topic,
    SuggestionPart.AUTHENTICITY: _authenticity,
    SuggestionPart.PRICE: _price,
    SuggestionPart.DELIVERABLES: _deliverables,
    SuggestionPart.RESULTS: _results,
    SuggestionPart.RESPONSE: _response,
}

FULL = {
    SuggestionPart.AUDIENCE: "all of it would earn every point",
    SuggestionPart.VIEWS: f"{SUGGESTIONS.full_views:,} earn every point, and {SUGGESTIONS.no_views:,} none",
    SuggestionPart.ENGAGEMENT: f"{percent(SUGGESTIONS.full_engagement_rate)} earns every point",
    SuggestionPart.TOPIC: f"{SUGGESTIONS.full_words} of them, or all where they are fewer, earn every point",
    SuggestionPart.AUTHENTICITY: "100 earns every point",
    SuggestionPart.PRICE: f"{percent(SUGGESTIONS.full_price_share)} of the budget earns every point, and"
    f" {percent(SUGGESTIONS.no_price_share)} none",
    SuggestionPart.DELIVERABLES: "a rate for each earns every point",
    SuggestionPart.RESULTS: f"{SUGGESTIONS.full_orders}, and all on time, earn every point",
    SuggestionPart.RESPONSE: f"{SUGGESTIONS.full_response_seconds / HOUR:g} hours earn every point, and"
    f" {SUGGESTIONS.no_response_seconds / HOUR:g} none",
}
"""What would earn every point, by the policy."""
