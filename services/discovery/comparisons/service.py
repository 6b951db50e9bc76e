"""What can happen with comparisons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.comparisons.arithmetic import Overlap, Reach, overlaps_of, reach_of
from services.discovery.comparisons.figures import Figure, figures_of
from services.discovery.comparisons.policy import OVERLAP, OverlapPolicy
from services.discovery.exchange.rates import DayRates, ExchangeRates
from services.discovery.profiles import queries
from services.discovery.profiles.models import Creator
from services.discovery.similar.arithmetic import currency_of, lowest_prices
from shared.errors import NotFound, NotHeardOf
from shared.events.identity import CreatorId


@dataclass(frozen=True)
class Comparison:
    """Creators side by side."""

    creators: Sequence[Creator]
    figures: Sequence[Figure]
    currency: str | None
    exchange_rates: DayRates | None
    overlaps: Sequence[Overlap]
    reach: Reach
    method: OverlapPolicy = OVERLAP


async def readable(session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[Creator]:
    """Find creators that others may read, in the order in which they are named. Raises `NotHeardOf`, which names each place."""
    found = {creator.id: creator for creator in await queries.creators(session, ids) if creator.is_readable}
    missing = {place: id for place, id in enumerate(ids) if id not in found}
    if missing:
        errors = [
            {
                "in": "body",
                "pointer": f"/creator_ids/{place}",
                "code": "not_found",
                "params": {},
                "detail": "there is no such creator that you may see",
            }
            for place in missing
        ]
        detail = "There is no such creator: " + ", ".join(str(error["pointer"]) for error in errors)
        raise NotHeardOf(max(missing.values()), NotFound(detail, errors=errors))
    return [found[id] for id in ids]


async def compare(creators: Sequence[Creator], *, currency: str | None, exchange: ExchangeRates, on: date) -> Comparison:
    """Put creators side by side; prices are compared in a currency, or else in that of most of their rates."""
    currency = currency or currency_of([rate for creator in creators for rate in creator.rates])
    rates = await exchange.rates_to(currency, on=on) if currency else None
    prices = [lowest_prices(creator.rates, rates.factors if rates else {}) for creator in creators]
    overlaps = overlaps_of(creators)
    return Comparison(
        creators=creators,
        figures=figures_of(creators, prices),
        currency=currency,
        exchange_rates=rates,
        overlaps=overlaps,
        reach=reach_of(creators, overlaps),
    )
