"""What can happen with suggestions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import structlog
from prometheus_client import Counter
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.exchange.rates import DayRates, ExchangeRates
from services.discovery.policy import SEARCH
from services.discovery.profiles.models import Creator
from services.discovery.search.index import AudienceShare, FacetName, Figure, Index, Query, Range, Rates, SortKey
from services.discovery.search.queries import shown_creators
from services.discovery.similar.arithmetic import lowest_prices
from services.discovery.similar.candidates import candidates
from services.discovery.suggestions import queries
from services.discovery.suggestions.policy import SUGGESTIONS, SuggestionPolicy
from services.discovery.suggestions.published import PublishedRanking
from services.discovery.suggestions.ranking import Brief, Candidate, Points, Ranking, RankingFailed, Ranks
from shared.routing import finish_step

logger = structlog.get_logger(__name__)

fallbacks = Counter(
    "greenlight_discovery_ranking_fallbacks",
    "Suggestions ranked by the shipped formula as a model of one's own failed.",
    ["code"],
)


@dataclass(frozen=True)
class Suggestion:
    """Somebody who suits a brief, why, and what counts against."""

    creator: Creator
    score: float
    reasons: Sequence[Points]
    against: Sequence[Points]


@dataclass(frozen=True)
class Ranker:
    """Who ranked, and why it was not the model that was asked first, if so."""

    name: str
    version: str
    fallback: RankingFailed | None


@dataclass(frozen=True)
class Suggestions:
    """Who suits a brief, the best first."""

    data: Sequence[Suggestion]
    matching_count: int
    considered_count: int
    ranking: Ranker
    exchange_rates: DayRates | None


async def suggest(
    session: AsyncSession,
    *,
    brief: Brief,
    index: Index,
    exchange: ExchangeRates,
    ranking: Ranking,
    on: date,
    limit: int,
) -> Suggestions:
    """Find who has what a brief demands, and rank them by what it wishes for; ties in the order of ids."""
    rates = await exchange.rates_to(brief.budget.currency, on=on) if brief.budget else None
    found = await candidates(session, index, looks_for(brief, rates), most=SUGGESTIONS.most_candidates)
    rows = sorted(await queries.features_of(session, found.ids), key=lambda row: row.id)
    await finish_step(session)  # a model of one's own is asked over the network

    asked = [Candidate(row, lowest_prices(row.rates, rates.factors) if rates else {}) for row in rows]
    ranks, fallback = await _ranked(ranking, brief, asked)
    first = sorted(ranks.ranked, key=lambda one: (-one.score, one.creator_id))[:limit]

    shown = {creator.id: creator for creator in await shown_creators(session, [one.creator_id for one in first])}
    return Suggestions(
        data=[Suggestion(shown[one.creator_id], one.score, one.reasons, one.against) for one in first if one.creator_id in shown],
        matching_count=found.total,
        considered_count=len(asked),
        ranking=Ranker(ranks.name, ranks.version, fallback),
        exchange_rates=rates,
    )


async def _ranked(ranking: Ranking, brief: Brief, asked: Sequence[Candidate]) -> tuple[Ranks, RankingFailed | None]:
    """Rank by the chosen ranking, or by the shipped one if that fails."""
    try:
        return await ranking.rank(brief, asked), None
    except RankingFailed as failed:
        fallbacks.labels(failed.code).inc()
        logger.warning("ranking_failed", code=failed.code)
        return await PublishedRanking().rank(brief, asked), failed


def looks_for(brief: Brief, rates: DayRates | None, policy: SuggestionPolicy = SUGGESTIONS) -> Iterator[Query]:
    """Give the searches for candidates: all have what is demanded; some have the audience that is wished for, too."""
    demanded = demanded_by(brief, rates, limit=policy.candidates_a_look)
    best_first = SortKey(policy.objective_sorts[brief.objective])
    yield demanded
    yield replace(demanded, sort=best_first)
    if brief.countries or brief.ages or brief.genders:
        wished = {
            FacetName.AUDIENCE_COUNTRY: brief.countries,
            FacetName.AUDIENCE_AGE: brief.ages,
            FacetName.AUDIENCE_GENDER: brief.genders,
        }
        audience = {
            name: [AudienceShare(value, SEARCH.audience_share) for value in values] for name, values in wished.items() if values
        }
        yield replace(demanded, audience=audience)
        yield replace(demanded, audience=audience, sort=best_first)
    if brief.budget is not None:
        yield replace(demanded, sort=SortKey.PRICE, descending=False)


def demanded_by(brief: Brief, rates: DayRates | None, *, limit: int) -> Query:
    """Give the search for all who have what a brief demands, as anybody may make it."""
    values = {FacetName.CATEGORY: [brief.category], FacetName.LANGUAGE: brief.languages}
    size = Range(brief.follower_count_min, brief.follower_count_max)
    budget = brief.budget
    return Query(
        values={name: chosen for name, chosen in values.items() if chosen},
        ranges={Figure.FOLLOWER_COUNT: size} if size != Range() else {},
        rates=Rates(
            deliverable_types=brief.deliverable_types,
            currency=budget.currency if budget else None,
            price=Range(None, budget.value) if budget else Range(),
            factors=rates.factors if rates else {},
        ),
        campaign_category=brief.category,
        exclusivity_category=brief.category,
        limit=limit,
    )
