"""Whether one creator matches one search, and which searches a creator may match at all. Pure.

What a search finds is said by the port of the index; this says the same of a single creator, and a test compares the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import floor
from sys import intern
from typing import Any

from rapidfuzz.distance import Levenshtein

from services.discovery.policy import first_floor_step_above
from services.discovery.search.index import MISTYPED_FROM, AudienceShare, FacetName, Figure, Query, Range, Rates

_LISTS = {
    FacetName.CATEGORY: "shown_categories",
    FacetName.LANGUAGE: "languages",
    FacetName.FORMAT: "formats",
    FacetName.PLATFORM: "platforms",
    FacetName.BADGE: "badges",
}
_AUDIENCE = {
    FacetName.AUDIENCE_COUNTRY: "audience_countries",
    FacetName.AUDIENCE_GENDER: "audience_genders",
    FacetName.AUDIENCE_AGE: "audience_ages",
    FacetName.AUDIENCE_DEVICE: "audience_devices",
}
_COLUMNS = {**_LISTS, **_AUDIENCE, FacetName.COUNTRY: "country", FacetName.INDUSTRY: "past_results"}
_FIGURES = {figure: figure.value for figure in Figure}
_JUDGED = {"values", "audience", "ranges", "rates", "words", "campaign_category", "exclusivity_category"}
_NO_FILTERS = {"sort", "descending", "after", "limit", "facets", "facet_limit"}

CreatorRow = Mapping[str, Any]
"""A row of the creators' table as JSON."""


def matches(query: Query, row: CreatorRow) -> bool:
    """Say whether a search finds a creator."""
    return (
        row["is_shown"]
        and all(not _values_of(name, row).isdisjoint(values) for name, values in query.values.items())
        and all(_has_share(row[_AUDIENCE[name]], shares) for name, shares in query.audience.items())
        and all(_within(row[_FIGURES[figure]], bounds) for figure, bounds in query.ranges.items())
        and _has_rate(row["rates"], query.rates)
        and _is_willing(row, query.rates)
        and query.campaign_category not in row["blocked_categories"]
        and query.exclusivity_category not in row["exclusive_categories"]
        and all(_is_said(word, row["search_text"]) for word in query.words)
    )


def columns_of(query: Query) -> frozenset[str]:
    """Name the columns that say whether a search finds a creator: while none of them changes, neither does that."""
    read = [
        "is_shown",
        *(_COLUMNS[name] for name in (*query.values, *query.audience)),
        *(_FIGURES[name] for name in query.ranges),
    ]
    if query.rates.deliverable_types or query.rates.has_price:
        read.append("rates")
    if query.rates.price.maximum is not None:
        read += ["minimum_offer_value", "minimum_offer_currency"]
    if query.campaign_category is not None:
        read.append("blocked_categories")
    if query.exclusivity_category is not None:
        read.append("exclusive_categories")
    if query.words:
        read.append("search_text")
    return frozenset(read)


def unjudged(query: Query) -> list[str]:
    """Name the filters of a search that nothing here knows: an index may learn of one first."""
    used = [field.name for field in fields(query) if getattr(query, field.name)]
    unknown = [name for name in used if name not in _JUDGED | _NO_FILTERS]
    known = {*_LISTS, FacetName.COUNTRY, FacetName.INDUSTRY}
    return [
        *unknown,
        *(name for name in query.values if name not in known),
        *(name for name in query.audience if name not in _AUDIENCE),
        *(figure for figure in query.ranges if figure not in _FIGURES),
    ]


def _values_of(name: FacetName, row: CreatorRow) -> set[str]:
    match name:
        case FacetName.COUNTRY:
            return {row["country"]}
        case FacetName.INDUSTRY:
            # What was noted of a change before the column was there has the results that it is made from.
            return {worked_in["category"] for worked_in in row["past_results"].get("categories", ())}
        case _:
            return set(row[_LISTS[name]])


def _has_share(shares: Mapping[str, float], wanted: Sequence[AudienceShare]) -> bool:
    return any(one.value in shares and shares[one.value] >= one.share for one in wanted)


def _within(value: float | None, bounds: Range) -> bool:
    if value is None:
        return bounds == Range()
    return (bounds.minimum is None or value >= bounds.minimum) and (bounds.maximum is None or value <= bounds.maximum)


def _has_rate(rates: Sequence[Mapping[str, Any]], wanted: Rates) -> bool:
    if not wanted.deliverable_types and not wanted.has_price:
        return True
    return any(
        (not wanted.deliverable_types or rate["deliverable_type"] in wanted.deliverable_types)
        and (not wanted.has_price or _within(_amount(rate["price"], wanted.factors), wanted.price))
        for rate in rates
    )


def _amount(price: Mapping[str, Any], factors: Mapping[str, float]) -> int | None:
    """Give an amount in the currency that was asked for; None where the day has no factor."""
    factor = factors.get(price["currency"])
    return None if factor is None else floor(float(price["value"]) * factor)


def _is_willing(row: CreatorRow, rates: Rates) -> bool:
    """Leave out whose floor, in this very currency and in coarse steps, is above the highest price."""
    least, currency = row["minimum_offer_value"], row["minimum_offer_currency"]
    if rates.price.maximum is None or least is None or currency != rates.currency:
        return True
    return least < first_floor_step_above(int(rates.price.maximum))


def _is_said(word: str, search_text: str) -> bool:
    """Find a word at the beginning of one of handle, name or bio, or in the handle but for one typing error."""
    if search_text.startswith(word) or f" {word}" in search_text or f"\n{word}" in search_text:
        return True
    if len(word) < MISTYPED_FROM:
        return False
    handle = search_text.partition("\n")[0]
    return any(Levenshtein.distance(word, one, score_cutoff=1) <= 1 for one in handle.split())


# --- finding the searches that a creator may match ------------------------------------------------------------------------

ANYBODY = "*"
"""The key of a search that only the creator's row itself can rule out."""

_SHARE_OF_CREATORS = {
    FacetName.CATEGORY: 0.06,
    FacetName.COUNTRY: 0.06,
    FacetName.INDUSTRY: 0.03,
    FacetName.LANGUAGE: 0.15,
    FacetName.BADGE: 0.3,
    FacetName.FORMAT: 0.4,
    FacetName.PLATFORM: 0.8,
}
_SHARE_OF_AUDIENCE, _SHARE_OF_TYPE, _SHARE_OF_BUCKET = 0.3, 0.4, 0.12
"""About how many creators have one value: only which filter is looked up first depends on it, never what is found."""

_BUCKETED = (Figure.FOLLOWER_COUNT, Figure.AVERAGE_VIEWS, Figure.MEDIAN_VIEWS)
_LAST_BUCKET = 63


@dataclass(frozen=True)
class _Lookup:
    """Keys of one filter, and about which share of all creators has one of them."""

    share: float
    keys: Sequence[str]


def keys_of(query: Query) -> list[str]:
    """Give keys of which everybody who matches has one: those of the filter that leaves the fewest."""
    best = min(_lookups(query), key=lambda lookup: lookup.share, default=None)
    return sorted(set(best.keys)) if best is not None and best.share < 1 else [ANYBODY]


def keys_of_each(query: Query) -> list[Sequence[str]]:
    """Give the same of each filter: everybody who matches has one of each."""
    return [[intern(key) for key in lookup.keys] for lookup in _lookups(query)]  # kept, and thousands have the same


def _lookups(query: Query) -> list[_Lookup]:
    lookups = [
        *(_Lookup(_SHARE_OF_CREATORS.get(name, 1) * len(one_of), _keys(name, one_of)) for name, one_of in query.values.items()),
        *(
            _Lookup(_SHARE_OF_AUDIENCE * len(shares), _keys(name, [one.value for one in shares]))
            for name, shares in query.audience.items()
        ),
        *(_buckets(figure, query.ranges[figure]) for figure in _BUCKETED if figure in query.ranges),
    ]
    if types := query.rates.deliverable_types:
        lookups.append(_Lookup(_SHARE_OF_TYPE * len(types), _keys(FacetName.DELIVERABLE_TYPE, types)))
    return lookups


def tokens_of(row: CreatorRow) -> list[str]:
    """Give every key that a search may have which finds this creator; none while no search does."""
    if not row["is_shown"]:
        return []
    tokens = [ANYBODY]
    for name in (*_LISTS, FacetName.COUNTRY, FacetName.INDUSTRY):
        tokens += _keys(name, _values_of(name, row))
    for name, column in _AUDIENCE.items():
        tokens += _keys(name, row[column])
    tokens += _keys(FacetName.DELIVERABLE_TYPE, {rate["deliverable_type"] for rate in row["rates"]})
    tokens += [f"{figure}:{_bucket(row[_FIGURES[figure]])}" for figure in _BUCKETED]
    return tokens


def _keys(name: FacetName, values: Any) -> list[str]:
    return [f"{name}:{value}" for value in values]


def _bucket(count: float) -> int:
    """Counts of one bucket have the same number of binary digits."""
    return int(count).bit_length()


def _buckets(figure: Figure, bounds: Range) -> _Lookup:
    first = _bucket(bounds.minimum or 0)
    last = _LAST_BUCKET if bounds.maximum is None else _bucket(bounds.maximum)
    return _Lookup(_SHARE_OF_BUCKET * (last - first + 1), [f"{figure}:{bucket}" for bucket in range(first, last + 1)])
