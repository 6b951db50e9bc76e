"""From the parameters of a request to a query of the index: what one field alone cannot tell is checked here."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request

from services.discovery.policy import SEARCH
from services.discovery.profiles.words import words_of
from services.discovery.search import index
from services.discovery.search.index import AUDIENCE_FACETS, AudienceShare, FacetName, Figure, Range, Rates, SortKey
from services.discovery.search.schemas import CreatorSearch
from shared.errors import Invalid
from shared.pages import Page, binding

_VALUES = (FacetName.CATEGORY, FacetName.COUNTRY, FacetName.LANGUAGE, FacetName.FORMAT, FacetName.PLATFORM)
_REPEATED = {name for name, field in CreatorSearch.model_fields.items() if field.default == []}


def query_of(asked: CreatorSearch) -> index.Query:
    """Read a search. Raises `Invalid` with `range_upside_down`, `currency_required`, `control_characters` or `no_words`."""
    ranges = {figure: _range(asked, figure) for figure in Figure}
    price = _range(asked, "price")
    key = SortKey(asked.sort.removeprefix("-"))
    if asked.currency is None and (price != Range() or key is SortKey.PRICE):
        raise Invalid.query("currency", "currency_required", "amounts need their currency")
    return index.Query(
        values={name: values for name in _VALUES if (values := getattr(asked, name))},
        audience={name: _shares(texts) for name in AUDIENCE_FACETS if (texts := getattr(asked, name))},
        ranges={figure: bounds for figure, bounds in ranges.items() if bounds != Range()},
        rates=Rates(deliverable_types=asked.deliverable_type, currency=asked.currency, price=price),
        words=_words(asked.q),
        campaign_category=asked.campaign_category,
        sort=key,
        descending=asked.sort.startswith("-") or key is SortKey.RELEVANCE,
        facets=list(dict.fromkeys(asked.facet)),
        facet_limit=asked.facet_limit,
    )


def _range(asked: CreatorSearch, name: str) -> Range:
    bounds = Range(getattr(asked, f"{name}_min"), getattr(asked, f"{name}_max"))
    if bounds.minimum is not None and bounds.maximum is not None and bounds.minimum > bounds.maximum:
        raise Invalid.query(f"{name}_min", "range_upside_down", f"it is more than {name}_max")
    return bounds


def _shares(texts: list[str]) -> list[AudienceShare]:
    parts = [text.partition(":") for text in texts]
    return [AudienceShare(value, float(share) if share else SEARCH.audience_share) for value, _, share in parts]


def _words(text: str | None) -> list[str]:
    if text is None:
        return []
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise Invalid.query("q", "control_characters", "control characters are not text")
    words = list(dict.fromkeys(words_of(text)))
    if not words:
        raise Invalid.query("q", "no_words", "there is no letter or digit to look for")
    return words


@dataclass(frozen=True)
class Asked:
    """What a search asks for, and which page of it."""

    query: index.Query
    page: Page


# One dependency for both: FastAPI tells an invalid parameter once for each dependency that reads it.
async def _asked(request: Request, asked: Annotated[CreatorSearch, Query()]) -> Asked:
    counts = Counter(name for name, _ in request.query_params.multi_items())
    for name, count in counts.items():
        if count > 1 and name not in _REPEATED:
            raise Invalid.query(name, "repeated_parameter", "this parameter takes one value")
    key: bytes = request.app.state.context.settings.derived_key("cursors")
    page = Page(limit=asked.limit, cursor=asked.cursor, sort=asked.sort, updated_at_min=None, key=key, bound_to=binding(request))
    return Asked(query_of(asked), page)


CreatorsAsked = Annotated[Asked, Depends(_asked)]
"""The parameters of a search; its cursor is bound to all of them but `limit`."""
