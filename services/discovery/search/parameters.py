"""From the parameters or the body of a request to a query of the index: what one field alone cannot tell is checked here."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from services.discovery.exchange.rates import DayRates, ExchangeRates
from services.discovery.policy import SEARCH
from services.discovery.profiles.words import words_of
from services.discovery.search import index
from services.discovery.search.index import AUDIENCE_FACETS, AudienceShare, FacetName, Figure, Range, Rates, SortKey
from services.discovery.search.regions import countries_of
from services.discovery.search.schemas import CreatorSearch, CreatorSearchBody
from shared.acting import caller
from shared.clock import Now
from shared.errors import Invalid
from shared.pages import Page
from shared.service import ServiceContext

_VALUES = (
    FacetName.CATEGORY,
    FacetName.LANGUAGE,
    FacetName.FORMAT,
    FacetName.PLATFORM,
    FacetName.BADGE,
    FacetName.INDUSTRY,
)
_REPEATED = {name for name, field in CreatorSearch.model_fields.items() if field.default == []}
_NOT_THE_PLACE = {"limit", "cursor", "facet", "facet_limit", "fields"}
"""What may differ from page to page: the place in the order stays the same."""

Refusal = Callable[[str, str, str], Invalid]
"""Makes a problem of the name of a field, a code and a detail."""


def in_body(name: str, code: str, detail: str) -> Invalid:
    """Refuse a field of a body."""
    return Invalid.at(f"/{name}", code, detail)


# --- the query ----------------------------------------------------------------------------------------------------------


def compares_prices(asked: CreatorSearch) -> bool:
    """Say whether exchange rates matter to a search."""
    return asked.price_min is not None or asked.price_max is not None or asked.sort.endswith("price")


async def day_rates(asked: CreatorSearch, exchange: ExchangeRates, *, on: date) -> DayRates | None:
    """Get the exchange rates of a day, where a search compares prices."""
    if asked.currency is None or not compares_prices(asked):
        return None
    return await exchange.rates_to(asked.currency, on=on)


def query_of(asked: CreatorSearch, rates: DayRates | None = None, *, refuse: Refusal = Invalid.query) -> index.Query:
    """Read a search. Without exchange rates, prices in other currencies do not count.

    Raises what `refuse` makes, with `range_upside_down` or `currency_required`.
    """
    if asked.currency is None and compares_prices(asked):
        raise refuse("currency", "currency_required", "amounts need their currency")
    own = {} if asked.currency is None else {asked.currency: 1.0}
    ranges = {figure: _range(asked, figure, refuse) for figure in Figure}
    key = SortKey(asked.sort.removeprefix("-"))
    return index.Query(
        values=_values(asked),
        audience={name: _shares(texts) for name in AUDIENCE_FACETS if (texts := getattr(asked, name))},
        ranges={figure: bounds for figure, bounds in ranges.items() if bounds != Range()},
        rates=Rates(
            deliverable_types=asked.deliverable_type,
            currency=asked.currency,
            price=_range(asked, "price", refuse),
            factors=own if rates is None else rates.factors,
        ),
        words=list(dict.fromkeys(words_of(asked.q or ""))),
        campaign_category=asked.campaign_category,
        exclusivity_category=asked.exclusivity_category,
        sort=key,
        descending=asked.sort.startswith("-") or key is SortKey.RELEVANCE,
        facets=list(dict.fromkeys(asked.facet)),
        facet_limit=asked.facet_limit,
    )


def _values(asked: CreatorSearch) -> dict[FacetName, Sequence[str]]:
    values: dict[FacetName, Sequence[str]] = {name: chosen for name in _VALUES if (chosen := getattr(asked, name))}
    if asked.country or asked.region:
        values[FacetName.COUNTRY] = list(dict.fromkeys([*asked.country, *countries_of(asked.region)]))
    return values


def _range(asked: CreatorSearch, name: str, refuse: Refusal) -> Range:
    bounds = Range(getattr(asked, f"{name}_min", None), getattr(asked, f"{name}_max"))
    if bounds.minimum is not None and bounds.maximum is not None and bounds.minimum > bounds.maximum:
        raise refuse(f"{name}_min", "range_upside_down", f"it is more than {name}_max")
    return bounds


def _shares(texts: Sequence[str]) -> list[AudienceShare]:
    parts = [text.partition(":") for text in texts]
    return [AudienceShare(value, float(share) if share else SEARCH.audience_share) for value, _, share in parts]


# --- the request --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """What a search asks for, which page of it, and what of each creator."""

    query: index.Query
    page: Page
    rates: DayRates | None
    fields: Sequence[str]


# One dependency for all parameters: FastAPI tells an invalid one once for each dependency that reads it.
async def _asked_by_parameters(
    request: Request, context: ServiceContext, now: Now, asked: Annotated[CreatorSearch, Query()]
) -> Asked:
    counts = Counter(name for name, _ in request.query_params.multi_items())
    for name, count in counts.items():
        if count > 1 and name not in _REPEATED:
            raise Invalid.query(name, "repeated_parameter", "this parameter takes one value")
    return await _asked(context, asked, on=now.date(), refuse=Invalid.query)


async def _asked_by_body(context: ServiceContext, now: Now, body: CreatorSearchBody) -> Asked:
    return await _asked(context, body, on=now.date(), refuse=in_body)


async def _asked(context: Any, asked: CreatorSearch, *, on: date, refuse: Refusal) -> Asked:
    rates = await day_rates(asked, context.ports.exchange_rates, on=on)
    query = query_of(asked, rates, refuse=refuse)
    page = Page(
        limit=asked.limit,
        cursor=asked.cursor,
        sort=asked.sort,
        updated_at_min=None,
        key=context.settings.derived_key("cursors"),
        bound_to=_binding(asked),
    )
    return Asked(query, page, rates, asked.fields)


def _binding(asked: CreatorSearch) -> str:
    """Bind a cursor to filters, order and the caller's organization, however they were sent."""
    principal = caller.get()
    said = asked.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_THE_PLACE)
    chosen = {name: sorted(set(value)) if isinstance(value, list) else value for name, value in said.items()}
    return json.dumps(["creators", chosen, principal and principal.organization_id], sort_keys=True)


CreatorsAsked = Annotated[Asked, Depends(_asked_by_parameters)]
CreatorsAskedByBody = Annotated[Asked, Depends(_asked_by_body)]
"""A search; its cursor is bound to its filters and its order, and is good in both forms."""
