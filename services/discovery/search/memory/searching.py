"""A search among what the index holds: the same answers as the database's, from bitmaps and columns."""

from collections.abc import Iterable, Mapping, Sequence

from pyroaring import BitMap

from services.discovery.search.index import AUDIENCE_FACETS, Facet, FacetName, Figure, Found, Query, Range
from services.discovery.search.memory.bitmaps import Group, union_of
from services.discovery.search.memory.creators import COUNTED, Creators
from services.discovery.search.memory.facets import counted
from services.discovery.search.memory.ordering import page_of
from services.discovery.search.memory.rates import Asked
from services.discovery.search.memory.scales import RATE, SHARE, WHOLE
from services.discovery.search.memory.text import Worth

Filters = Mapping[FacetName, BitMap]
"""Whom each facet's filter lets through."""
Fitting = Mapping[str, BitMap]
"""Who has a rate that fits, by type of deliverable."""


def find(creators: Creators, query: Query) -> Found:
    """Find creators: page, total and counts."""
    words = [creators.text.fits(word) for word in query.words]
    common = _common(creators, query, words)
    filters = _filters(creators, query)
    sets: dict[FacetName | None, BitMap] = {None: _all_of(common, filters.values())}
    for name in query.facets:
        if name in filters:
            sets[name] = _all_of(common, [members for narrows, members in filters.items() if narrows is not name])

    # Numbers and rates are looked at once, for everybody whom the page or a count may need.
    needed = union_of(list(sets.values()))
    for figure, bounds in query.ranges.items():
        needed = _within(creators, figure, bounds, needed)
    asked = Asked.of(query.rates)
    fitting: Fitting = {}
    if not asked.takes_any or query.rates.deliverable_types:
        needs_any_type = FacetName.DELIVERABLE_TYPE in query.facets
        fitting = creators.rates.fitting(asked.of_any_type() if needs_any_type else asked, needed)
        sets[FacetName.DELIVERABLE_TYPE] = sets[None]
        has_rate = union_of([fitting[type_] for type_ in query.rates.deliverable_types or fitting if type_ in fitting])
        sets = {name: members if name is FacetName.DELIVERABLE_TYPE else members & has_rate for name, members in sets.items()}
    if query.ranges:
        sets = {name: members & needed for name, members in sets.items()}

    found = sets[None]
    whole = creators.whole
    groups = {name: Group(members, whole) for name, members in sets.items()}
    return Found(
        page=page_of(query, creators, found, words),
        total=len(found),
        facets={
            name: _count(creators, name, groups.get(name, groups[None]), fitting, query.facet_limit) for name in query.facets
        },
    )


def _common(creators: Creators, query: Query, words: Sequence[Worth]) -> BitMap:
    """Whom every filter lets through that no facet leaves out for its own counts, but for numbers and rates."""
    common = creators.shown
    for word in words:
        common = common & word.everybody()
    if query.rates.price.maximum is not None and query.rates.currency is not None:
        common = common - creators.unwilling_below(int(query.rates.price.maximum), query.rates.currency)
    if query.campaign_category:
        common = common - creators.blocked.of(query.campaign_category)
    if query.exclusivity_category:
        common = common - creators.exclusive.of(query.exclusivity_category)
    return common


def _filters(creators: Creators, query: Query) -> Filters:
    """Whom the filter of each facet lets through, but for those of rates."""
    filters = {name: creators.facets[name].values.any_of(values) for name, values in query.values.items() if values}
    for name, shares in query.audience.items():
        audience = creators.audiences[name]
        filters[name] = union_of([audience.at_least(one.value, SHARE.at_least(one.share)) for one in shares])
    return filters


def _within(creators: Creators, figure: Figure, bounds: Range, among: BitMap) -> BitMap:
    """Whom of a set a range lets through."""
    scale = RATE if figure is Figure.ENGAGEMENT_RATE else WHOLE
    lowest = None if bounds.minimum is None else scale.at_least(bounds.minimum)
    highest = None if bounds.maximum is None else scale.at_most(bounds.maximum)
    return creators.numbers[figure.value].within(lowest, highest, among)


def _all_of(common: BitMap, filters: Iterable[BitMap]) -> BitMap:
    for members in sorted(filters, key=len):
        common = common & members
    return common


def _count(creators: Creators, name: FacetName, among: Group, fitting: Fitting, limit: int) -> Facet:
    """Count one facet's values in a set that all filters but its own let through."""
    if name in COUNTED:
        return creators.facets[name].count(among, limit)
    if name in AUDIENCE_FACETS:
        return creators.audiences[name].usual.count(among, limit)
    if not fitting:
        return creators.rates.types.count(among, limit)
    return counted(fitting, among, limit)
