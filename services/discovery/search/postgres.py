"""The index in PostgreSQL: the tables of the truth, read in one snapshot."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT, TSQUERY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.discovery.policy import SEARCH, first_floor_step_above
from services.discovery.profiles.models import Creator
from services.discovery.search.index import (
    AUDIENCE_FACETS,
    MISTYPED_FROM,
    POINT,
    Count,
    Facet,
    FacetName,
    Found,
    Place,
    Query,
    Rates,
    SortKey,
)
from shared.events.identity import CreatorId

Predicate = ColumnElement[bool]
Predicates = dict[str, Any]
"""Conditions, each under the name of the facet that it would narrow."""

_LISTS = {
    FacetName.CATEGORY: Creator.shown_categories,
    FacetName.LANGUAGE: Creator.languages,
    FacetName.FORMAT: Creator.formats,
    FacetName.PLATFORM: Creator.platforms,
    FacetName.BADGE: Creator.badges,
    FacetName.INDUSTRY: Creator.industries,
}
_AUDIENCE = {
    FacetName.AUDIENCE_COUNTRY: Creator.audience_countries,
    FacetName.AUDIENCE_GENDER: Creator.audience_genders,
    FacetName.AUDIENCE_AGE: Creator.audience_ages,
    FacetName.AUDIENCE_DEVICE: Creator.audience_devices,
}
_KEYS: dict[SortKey, Any] = {
    SortKey.FOLLOWER_COUNT: Creator.follower_count,
    SortKey.ENGAGEMENT_RATE: Creator.engagement_rate,
    SortKey.MEDIAN_VIEWS: Creator.median_views,
    SortKey.RESPONSE_TIME: Creator.response_time_seconds,
}


EVERYBODY = "everybody"
"""Under this name those are counted whom no filter leaves out."""


class PostgresIndex:
    """Exact counts by one scan of what the filters leave: it takes no memory, and seconds where they leave a million."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def search(self, query: Query) -> Found:
        """Find creators. The session must not have begun: its transaction becomes the one snapshot of the answer."""
        await self._session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        predicates = _predicates(query)
        page = [Place(row.key, row.id) for row in await self._session.execute(_page(query, predicates))]
        total, values = 0, {name: list[Count]() for name in query.facets}
        everything: dict[FacetName, int] = dict.fromkeys(query.facets, 0)
        for row in await self._session.execute(_counts(query, predicates)):
            if row.facet == EVERYBODY:
                total = row.creators
                continue
            name = FacetName(row.facet)
            values[name].append(Count(row.value, row.creators))
            everything[name] = int(row.everything)
        facets = {
            name: Facet(
                sorted(found, key=lambda one: (-one.count, one.value)), everything[name] - sum(one.count for one in found)
            )
            for name, found in values.items()
        }
        return Found(page=page, total=total, facets=facets)


# --- filters ------------------------------------------------------------------------------------------------------------


def _predicates(query: Query) -> Predicates:
    predicates: Predicates = {"shown": Creator.is_shown}
    for name, values in query.values.items():
        if name is FacetName.COUNTRY:
            predicates[name] = Creator.country.in_(values)
        else:
            predicates[name] = _LISTS[name].overlap(_texts(values))
    for name, shares in query.audience.items():
        column = _AUDIENCE[name]
        predicates[name] = or_(
            *(and_(column.has_key(one.value), column[one.value].astext.cast(Double) >= one.share) for one in shares)
        )
    for figure, bounds in query.ranges.items():
        predicates[figure] = _within(getattr(Creator, figure), bounds.minimum, bounds.maximum)
    if query.rates.deliverable_types or query.rates.has_price:
        predicates[FacetName.DELIVERABLE_TYPE] = _has_rate(query.rates)
    if query.rates.price.maximum is not None:
        predicates["floor"] = _willing_below(int(query.rates.price.maximum), query.rates.currency)
    for place, word in enumerate(query.words):
        predicates[f"word {place}"] = or_(_begins(word), _mistyped_handle(word)) if len(word) >= MISTYPED_FROM else _begins(word)
    if query.campaign_category:
        predicates["campaign_category"] = not_(Creator.blocked_categories.overlap(_texts([query.campaign_category])))
    if query.exclusivity_category:
        predicates["exclusivity_category"] = not_(Creator.exclusive_categories.overlap(_texts([query.exclusivity_category])))
    return predicates


def _texts(values: Sequence[str]) -> Any:
    return cast(list(values), ARRAY(TEXT))


def _within(column: ColumnElement[Any], minimum: float | None, maximum: float | None) -> Predicate:
    bounds: list[Predicate] = [true()]
    if minimum is not None:
        bounds.append(column >= minimum)
    if maximum is not None:
        bounds.append(column <= maximum)
    return and_(*bounds)


def _willing_below(amount: int, currency: str | None) -> Predicate:
    """Leave out who asks for more in this currency, in coarse steps: the floor itself must not be found by asking."""
    columns = Creator.__table__.c
    return or_(
        columns.minimum_offer_value.is_(None),
        columns.minimum_offer_currency != currency,
        columns.minimum_offer_value < first_floor_step_above(amount),
    )


# --- rates --------------------------------------------------------------------------------------------------------------


def _has_rate(rates: Rates) -> Predicate:
    """Let through who has one rate that fits; containment goes first, for its index."""
    wanted = [Creator.rates.contains([{"deliverable_type": type_}]) for type_ in rates.deliverable_types]
    contained = or_(*wanted) if wanted else true()
    if not rates.has_price:
        return contained
    rate = _each(Creator.rates)
    return and_(contained, select(literal(1)).where(_fits(rate, rates)).correlate(Creator).exists())


def _each(column: Any) -> Any:
    """Take a list of rates apart, as a source of rows."""
    return func.jsonb_array_elements(column, type_=JSONB).column_valued("rate", joins_implicitly=True)


def _fits(rate: Any, rates: Rates) -> Predicate:
    fits: list[Predicate] = [true()]
    if rates.has_price:
        fits.append(_within(_amount(rate, rates), rates.price.minimum, rates.price.maximum))
    if rates.deliverable_types:
        fits.append(rate["deliverable_type"].astext.in_(rates.deliverable_types))
    return and_(*fits)


def _amount(rate: Any, rates: Rates) -> ColumnElement[float | None]:
    """Give a rate's amount in the currency that was asked for; null where the day has no factor."""
    factor = cast(dict(rates.factors), JSONB)[rate["price"]["currency"].astext].astext.cast(Double)
    return func.floor(rate["price"]["value"].astext.cast(Double) * factor)


# --- words --------------------------------------------------------------------------------------------------------------


def _begins(word: str, weight: str = "") -> Predicate:
    """A folded word, which is letters and digits only, begins a word of handle (A), name (B) or bio (C)."""
    return Creator.search_vector.bool_op("@@")(cast(f"'{word}':*{weight}", TSQUERY))


def _mistyped_handle(word: str) -> Predicate:
    """A word of the handle is this one but for one letter too many, too few or wrong."""
    handle = func.split_part(Creator.search_text, "\n", 1)
    written = func.unnest(func.string_to_array(handle, " "), type_=TEXT).column_valued("written", joins_implicitly=True)
    is_close = func.levenshtein_less_equal(written, word, 1) <= 1
    return select(literal(1)).where(is_close).correlate(Creator).exists()


# --- order --------------------------------------------------------------------------------------------------------------


def _page(query: Query, predicates: Predicates) -> Select[CreatorId, Any]:
    key = _key(query)
    order = key.desc() if query.descending else key.asc()
    statement = select(Creator.id, key.label("key")).where(*predicates.values())
    if query.after is not None:
        statement = statement.where(_behind(key, query.after, descending=query.descending))
    return statement.order_by(order.nulls_last(), Creator.id).limit(query.limit)


def _key(query: Query) -> ColumnElement[Any]:
    if query.sort is SortKey.RELEVANCE:
        return _relevance(query.words)
    if query.sort is SortKey.PRICE:
        rate = _each(Creator.rates)
        lowest = func.min(_amount(rate, query.rates))
        return select(lowest).where(_fits(rate, query.rates)).correlate(Creator).scalar_subquery()
    return _KEYS[query.sort]


def _relevance(words: Sequence[str]) -> ColumnElement[Any]:
    """Give the points and the quality. A word has 3 points where the handle has it, 2 where the name has, else 1."""
    points: ColumnElement[Any] = literal(0, BigInteger)
    for word in words:
        points = points + case((_begins(word, "A"), 3), (_begins(word, "B"), 2), else_=1)
    return points * POINT + Creator.quality


def _behind(key: ColumnElement[Any], after: Place, *, descending: bool) -> Predicate:
    tie = Creator.id > after.creator_id
    if after.key is None:
        return and_(key.is_(None), tie)
    return or_(key < after.key if descending else key > after.key, and_(key == after.key, tie), key.is_(None))


# --- counts -------------------------------------------------------------------------------------------------------------


def _counts(query: Query, predicates: Predicates) -> Select[Any]:
    """Count everybody, and the values of all facets, each under all filters but its own, by looking at each creator once.

    A creator whom one facet's filter alone leaves out counts for that facet; whom two leave out counts for none.
    """
    own = [name for name in query.facets if name in predicates]
    others = [and_(true(), *(predicates[name] for name in own if name != left)) for left in own]
    leaves_out = [case((predicates[name], 0), else_=1 << place) for place, name in enumerate(own)]
    found = (
        select(Creator, sum(leaves_out, literal(0, BigInteger)).label("left_out_by"))
        .where(*(predicate for name, predicate in predicates.items() if name not in own), or_(*others) if others else true())
        .offset(literal_column("0"))  # else the filters are evaluated anew for each value
        .subquery("found")
    )
    creator = aliased(Creator, found)
    values: list[Any] = [select(literal(EVERYBODY).label("facet"), literal("").label("value")).where(found.c.left_out_by == 0)]
    for name in query.facets:
        may_be_left_out_by = [0, 1 << own.index(name)] if name in own else [0]
        values.append(_values(name, query, creator).where(found.c.left_out_by.in_(may_be_left_out_by)))
    listed = union_all(*(one.correlate(found) for one in values)).lateral("listed")
    facet, value, count = listed.c.facet, listed.c.value, func.count()
    ranked = (
        select(
            facet,
            value,
            count.label("creators"),
            func.sum(count).over(partition_by=facet).label("everything"),
            func.row_number().over(partition_by=facet, order_by=[count.desc(), value.collate("C")]).label("place"),
        )
        .select_from(found.join(listed, true()))
        .group_by(facet, value)
        .subquery()
    )
    return select(ranked).where(ranked.c.place <= query.facet_limit)


def _values(name: FacetName, query: Query, creator: Any) -> Any:
    """List the values of a creator that a facet counts, each once."""
    facet = literal(name.value).label("facet")
    if name is FacetName.COUNTRY:
        return select(facet, creator.country.label("value"))
    if name in AUDIENCE_FACETS:
        shares = func.jsonb_each_text(getattr(creator, _AUDIENCE[name].key)).table_valued("key", "value", joins_implicitly=True)
        return select(facet, shares.c.key.label("value")).where(shares.c.value.cast(Double) >= SEARCH.audience_share)
    if name is FacetName.DELIVERABLE_TYPE:
        rate = _each(creator.rates)
        any_type = replace(query.rates, deliverable_types=())
        return select(facet, rate["deliverable_type"].astext.label("value")).where(_fits(rate, any_type)).distinct()
    return select(facet, func.unnest(getattr(creator, _LISTS[name].key), type_=TEXT).label("value"))
