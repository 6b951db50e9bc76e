"""What can happen in a search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.exchange.rates import DayRates
from services.discovery.search.index import Facet, FacetName, Index, Place, Query
from services.discovery.search.written import Written, WrittenCreators
from shared.events.identity import CreatorId
from shared.pages import Page


@dataclass(frozen=True)
class CreatorPage:
    """One page of creators, with the counts over all pages."""

    data: Sequence[Written]
    has_more: bool
    next_cursor: str | None
    total_count: int
    facets: Mapping[FacetName, Facet]
    exchange_rates: DayRates | None
    """By which prices were compared."""


async def search(
    session: AsyncSession, *, index: Index, creators: WrittenCreators, query: Query, page: Page, rates: DayRates | None = None
) -> CreatorPage:
    """Ask the index, and read from the truth what is shown: who was hidden meanwhile is dropped."""
    after = Place(page.after[0], CreatorId(page.after[1])) if page.after is not None else None
    found = await index.search(replace(query, after=after, limit=page.limit + 1))

    cut = page.slice(found.page, place=lambda place: [place.key, place.creator_id])
    return CreatorPage(
        data=await creators.shown(session, [place.creator_id for place in cut.data]),
        has_more=cut.has_more,
        next_cursor=cut.next_cursor,
        total_count=found.total,
        facets=found.facets,
        exchange_rates=rates,
    )
