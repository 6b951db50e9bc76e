"""What can happen with likeness."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.exchange.rates import DayRates, ExchangeRates
from services.discovery.policy import SEARCH
from services.discovery.profiles.models import Creator
from services.discovery.search.index import AudienceShare, FacetName, Figure, Index, Query, Range
from services.discovery.search.queries import shown_creators
from services.discovery.similar import queries
from services.discovery.similar.arithmetic import Likeness, Prices, currency_of, likeness, lowest_prices
from services.discovery.similar.candidates import candidates
from services.discovery.similar.policy import LIKENESS, LikenessPolicy
from services.discovery.similar.words import sentence_of
from shared.events.identity import CreatorId


@dataclass(frozen=True)
class SimilarCreator:
    """Somebody who is like a creator, and why."""

    creator: Creator
    similarity: float
    reasons: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class SimilarCreators:
    """Who is most like a creator."""

    creator_id: CreatorId
    data: Sequence[SimilarCreator]
    compared_count: int
    currency: str | None
    exchange_rates: DayRates | None
    formula: LikenessPolicy = LIKENESS


async def similar_to(
    session: AsyncSession, *, creator: Creator, index: Index, exchange: ExchangeRates, on: date, limit: int
) -> SimilarCreators:
    """Find who is most like a creator among candidates who share something; ties in the order of ids."""
    currency = currency_of(creator.rates)
    rates = await exchange.rates_to(currency, on=on) if currency else None
    factors = rates.factors if rates else {}
    prices = lowest_prices(creator.rates, factors)
    found = await candidates(session, index, looks_at(creator), most=LIKENESS.most_candidates + 1)

    others = [id for id in found.ids if id != creator.id][: LIKENESS.most_candidates]
    compared: list[tuple[CreatorId, Likeness, Prices]] = []
    for other in await queries.figures_of(session, others):
        other_prices = lowest_prices(other.rates, factors)
        alike = likeness(creator, other, prices=prices, other_prices=other_prices)
        compared.append((other.id, alike, other_prices))
    first = sorted(compared, key=lambda one: (-one[1].similarity, one[0]))[:limit]

    shown = {one.id: one for one in await shown_creators(session, [id for id, _, _ in first])}
    data = [
        SimilarCreator(
            shown[id], alike.similarity, _reasons(alike, creator, shown[id], prices=prices, other_prices=other, currency=currency)
        )
        for id, alike, other in first
        if id in shown
    ]
    return SimilarCreators(creator.id, data, len(compared), currency, rates)


def looks_at(creator: Creator, policy: LikenessPolicy = LIKENESS) -> Iterator[Query]:
    """Give the searches for candidates, the closest first; one for something that the creator does not tell is left out."""
    country = max(creator.audience_countries.items(), key=lambda one: (one[1], one[0]), default=None)
    most_live_in = [AudienceShare(country[0], SEARCH.audience_share)] if country else []
    size = Range(creator.follower_count // policy.follower_times, creator.follower_count * policy.follower_times)
    shared: dict[str, Query | None] = {
        "category": Query(values={FacetName.CATEGORY: creator.shown_categories}) if creator.shown_categories else None,
        "language": Query(values={FacetName.LANGUAGE: creator.languages}) if creator.languages else None,
        "country": Query(values={FacetName.COUNTRY: [creator.country]}) if creator.country else None,
        "audience_country": Query(audience={FacetName.AUDIENCE_COUNTRY: most_live_in}) if most_live_in else None,
        "followers": Query(ranges={Figure.FOLLOWER_COUNT: size}),
    }
    for names in policy.looks:
        filters = [one for name in names if (one := shared[name]) is not None]
        if len(filters) == len(names):
            # One more than the policy says: the creator is found too.
            yield _together(filters, limit=policy.candidates_a_look + 1)


def _together(filters: Sequence[Query], *, limit: int) -> Query:
    return Query(
        values={name: values for one in filters for name, values in one.values.items()},
        audience={name: shares for one in filters for name, shares in one.audience.items()},
        ranges={name: bounds for one in filters for name, bounds in one.ranges.items()},
        limit=limit,
    )


def _reasons(
    alike: Likeness, one: Creator, other: Creator, *, prices: Prices, other_prices: Prices, currency: str | None
) -> list[Mapping[str, Any]]:
    return [
        {
            "code": part.code,
            "value": part.value,
            "weight": part.weight,
            "detail": sentence_of(part, one, other, prices=prices, other_prices=other_prices, currency=currency),
        }
        for part in alike.parts
    ]
