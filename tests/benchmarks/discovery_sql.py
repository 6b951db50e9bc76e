"""The same searches in SQL, as somebody would write them who knows the data: for PostgreSQL and for DuckDB, over a narrow table.

A row is a creator who is shown, numbered in the order of ids. Lists are sets of bits, shares and rates whole numbers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.discovery.policy import first_floor_step_above
from services.discovery.search.index import (
    MISTYPED_FROM,
    POINT,
    Count,
    Facet,
    FacetName,
    Figure,
    Query,
    Range,
    SortKey,
)

TYPES = ("video", "story", "photo", "photo_set", "live", "text", "audio")
AGES = ("13-17", "18-24", "25-34", "35-44", "45-54", "55+")
COLUMNS = {
    FacetName.CATEGORY: "categories",
    FacetName.COUNTRY: "country",
    FacetName.LANGUAGE: "languages",
    FacetName.FORMAT: "formats",
    FacetName.PLATFORM: "platforms",
    FacetName.DELIVERABLE_TYPE: "types",
    FacetName.AUDIENCE_COUNTRY: "audience_country",
    FacetName.AUDIENCE_GENDER: "audience_gender",
    FacetName.AUDIENCE_AGE: "audience_age",
    FacetName.AUDIENCE_DEVICE: "audience_device",
    FacetName.BADGE: "badges",
    FacetName.INDUSTRY: "industries",
}
FIGURES = {
    Figure.FOLLOWER_COUNT: "followers",
    Figure.ENGAGEMENT_RATE: "engagement",
    Figure.AVERAGE_VIEWS: "average_views",
    Figure.MEDIAN_VIEWS: "median_views",
    Figure.RESPONSE_TIME: "response",
    Figure.AUTHENTICITY_SCORE: "authenticity",
}
KEYS = {
    SortKey.FOLLOWER_COUNT: "followers",
    SortKey.ENGAGEMENT_RATE: "engagement",
    SortKey.MEDIAN_VIEWS: "median_views",
    SortKey.RESPONSE_TIME: "response",
}
RARE = 0.05
"""A list's value that so few have at most is looked up in an index of PostgreSQL's, others are met by the way."""

Codes = Mapping[str, Sequence[str]]
"""By facet, and for blocked, exclusive and currency: the values, each with its place as its number."""


@dataclass(frozen=True)
class Statements:
    """What answers one search: the page, and the counts with the facets that each of them counts."""

    page: str
    counts: list[tuple[str, list[FacetName]]]


@dataclass(frozen=True)
class Dialect:
    """Where PostgreSQL and DuckDB differ."""

    is_postgres: bool
    table: str

    def begins(self, word: str) -> str:
        """Who has a word that begins so in handle, name or bio, or nearly such a one in the handle."""
        if self.is_postgres:
            found = f"select n from bench.words where vector @@ '''{word}'':*'::tsquery"
            close = f"select n from bench.handle_words where word % '{word}' and levenshtein_less_equal(word, '{word}', 1) <= 1"
        else:
            found = (
                f"select n from words where contains(handle, ' {word}') or contains(name, ' {word}') or contains(bio, ' {word}')"
            )
            close = (
                f"select n from handle_words where length(word) between {len(word) - 1} and {len(word) + 1}"
                f" and levenshtein(word, '{word}') <= 1"
            )
        return f"n in ({found}{f' union {close}' if len(word) >= MISTYPED_FROM else ''})"

    def points(self, word: str) -> str:
        """What a word counts."""
        if self.is_postgres:
            return (
                f"case when vector @@ '''{word}'':*A'::tsquery then 3 when vector @@ '''{word}'':*B'::tsquery then 2 else 1 end"
            )
        return f"case when contains(handle, ' {word}') then 3 when contains(name, ' {word}') then 2 else 1 end"

    def factor(self, factors: Sequence[float | None]) -> str:
        """Look the creator's currency up."""
        numbers = ", ".join("null" if one is None else repr(one) for one in factors)
        return f"(array[{numbers}]::float8[])[currency]" if self.is_postgres else f"([{numbers}]::double[])[currency]"

    def has(self, facet: FacetName, mask: int, labels: Sequence[int], share: float) -> str:
        """Who has one of some values of a list."""
        column = COLUMNS[facet]
        if self.is_postgres and share <= RARE:
            return f"n in (select n from bench.labels where labels && '{{{','.join(map(str, labels))}}}'::int[])"
        return f"({column} & {mask}) <> 0"


@dataclass(frozen=True)
class Sql:
    """Writes searches."""

    dialect: Dialect
    codes: Codes
    frequencies: Mapping[str, Mapping[str, float]]
    """By facet and value: which share of creators have it."""

    def label(self, facet: str, value: str) -> int:
        """Number a value among those of all facets."""
        return list(self.codes).index(facet) * 1000 + self.codes[facet].index(value)

    def statements(self, query: Query, *, in_one_pass: bool) -> Statements:
        """Write a search, all counts in one pass, or those of a facet with a filter each by itself."""
        common, filters = self._common(query), self._filters(query)
        return Statements(
            self._page(query, common, filters),
            self._one_pass(query, common, filters) if in_one_pass else self._each(query, common, filters),
        )

    # --- filters --------------------------------------------------------------------------------------------------------

    def _common(self, query: Query) -> list[str]:
        found = [self.dialect.begins(word) for word in query.words]
        for figure, bounds in query.ranges.items():
            scale = 1_000_000 if figure is Figure.ENGAGEMENT_RATE else 1
            found += _within(FIGURES[figure], bounds, scale)
        if query.rates.price.maximum is not None:
            currency = self._number("currency", query.rates.currency)
            above = first_floor_step_above(int(query.rates.price.maximum))
            found.append(f"(floor_value is null or floor_currency <> {currency} or floor_value < {above})")
        for kind, category in (("blocked", query.campaign_category), ("exclusive", query.exclusivity_category)):
            if category and category in self.codes[kind]:
                found.append(f"({kind} & {1 << self.codes[kind].index(category)}) = 0")
        return found

    def _number(self, kind: str, value: str | None) -> int:
        """Give a currency's or country's number: from 1, 0 for none that anybody has."""
        return self.codes[kind].index(value) + 1 if value in self.codes[kind] else 0

    def _filters(self, query: Query) -> dict[FacetName, str]:
        found = {}
        for facet, values in query.values.items():
            if facet is FacetName.COUNTRY:
                found[facet] = f"country in ({', '.join(str(self._number(facet, value)) for value in values)})"
                continue
            known = [value for value in values if value in self.codes[facet]]
            share = sum(self.frequencies[facet].get(value, 0) for value in known)
            mask = sum(1 << self.codes[facet].index(value) for value in known)
            found[facet] = self.dialect.has(facet, mask, [self.label(facet, value) for value in known], share)
        for facet, shares in query.audience.items():
            found[facet] = f"({' or '.join(self._has_share(facet, one.value, one.share) for one in shares)})"
        if query.rates.has_price:
            types = query.rates.deliverable_types or TYPES
            found[FacetName.DELIVERABLE_TYPE] = f"({' or '.join(self._fits(query, type_) for type_ in types if type_ in TYPES)})"
        elif query.rates.deliverable_types:
            mask = sum(1 << TYPES.index(type_) for type_ in query.rates.deliverable_types if type_ in TYPES)
            found[FacetName.DELIVERABLE_TYPE] = f"(types & {mask}) <> 0"
        return found

    def _has_share(self, facet: FacetName, value: str, share: float) -> str:
        least = -int(-round(share * 10_000, 6) // 1)
        if facet is FacetName.AUDIENCE_COUNTRY:
            number = self._number("country", value)
            return " or ".join(f"(country_{place} = {number} and share_{place} >= {least})" for place in range(1, 6))
        if facet is FacetName.AUDIENCE_AGE:
            return f"age_{AGES.index(value) + 1} >= {max(least, 1)}"
        return f"{facet.value.removeprefix('audience_')}_{value} >= {max(least, 1)}"

    # --- rates ----------------------------------------------------------------------------------------------------------

    def _amounts(self, query: Query, type_: str) -> list[str]:
        """Give what the creator asks for a type, in the currency that was asked for."""
        factors = [query.rates.factors.get(currency) for currency in self.codes["currency"]]
        own = f"floor({type_}_own * {self.dialect.factor(factors)})"
        dollars = query.rates.factors.get("USD")
        return [own] if dollars is None else [own, f"floor({type_}_dollars * cast({dollars!r} as double precision))"]

    def _fits(self, query: Query, type_: str) -> str:
        fits = [" and ".join(_within(amount, query.rates.price, 1)) for amount in self._amounts(query, type_)]
        return _either(fits)

    def _cheapest(self, query: Query) -> str:
        types = [type_ for type_ in query.rates.deliverable_types or TYPES if type_ in TYPES]
        amounts = [amount for type_ in types for amount in self._amounts(query, type_)]
        if query.rates.has_price:
            amounts = [f"case when {' and '.join(_within(one, query.rates.price, 1))} then {one} end" for one in amounts]
        return f"least({', '.join(amounts)})" if len(amounts) > 1 else amounts[0]

    def _counted(self, facet: FacetName, query: Query) -> str:
        """Give the column that holds a facet's values as bits."""
        if facet is FacetName.DELIVERABLE_TYPE and query.rates.has_price:
            bits = [f"case when {self._fits(query, type_)} then {1 << place} else 0 end" for place, type_ in enumerate(TYPES)]
            return f"({' + '.join(bits)})"
        return COLUMNS[facet]

    # --- page and counts ------------------------------------------------------------------------------------------------

    def _page(self, query: Query, common: list[str], filters: Mapping[FacetName, str]) -> str:
        source, key = f"{self.dialect.table} as c", KEYS.get(query.sort, "quality")
        if query.sort is SortKey.PRICE:
            key = self._cheapest(query)
        elif query.sort is SortKey.RELEVANCE and query.words:
            points = " + ".join(self.dialect.points(word) for word in query.words)
            key = f"({points}) * {POINT} + quality"
            source += f" join {'bench.words' if self.dialect.is_postgres else 'words'} as w using (n)"
        order = "desc" if query.descending else "asc"
        limit = f" limit {query.limit}" if query.limit else ""
        conditions = _all([*common, *filters.values()])
        return f"select n, {key} as key from {source} where {conditions} order by key {order} nulls last, n{limit}"

    def _one_pass(self, query: Query, common: list[str], filters: Mapping[FacetName, str]) -> list[tuple[str, list[FacetName]]]:
        """Let through whom one facet's filter at most leaves out, and count by which one that is."""
        failing = " + ".join(f"case when {one} then 0 else {1 << place} end" for place, one in enumerate(filters.values())) or "0"
        columns = ", ".join(f"{self._counted(facet, query)} as c{place}" for place, facet in enumerate(query.facets))
        inner = f"select {failing} as failing, {columns} from {self.dialect.table} as c where {_all(common)}"
        allowed = ", ".join(str(one) for one in (0, *(1 << place for place in range(len(filters)))))
        sets = ", ".join(f"(failing, c{place})" for place in range(len(query.facets)))
        names = ", ".join(f"c{place}" for place in range(len(query.facets)))
        sql = (
            f"select failing, grouping({names}) as g, {names}, count(*) from ({inner}) as d where failing in ({allowed})"
            f" group by grouping sets ({sets}, (failing))"
        )
        return [(sql, list(query.facets))]

    def _each(self, query: Query, common: list[str], filters: Mapping[FacetName, str]) -> list[tuple[str, list[FacetName]]]:
        """Count the facets without a filter together, and each of the others under all filters but its own."""
        free = [facet for facet in query.facets if facet not in filters]
        statements = [(self._group(query, free, [*common, *filters.values()]), free)]
        for facet in query.facets:
            if facet in filters:
                others = [one for narrows, one in filters.items() if narrows is not facet]
                statements.append((self._group(query, [facet], [*common, *others]), [facet]))
        return statements

    def _group(self, query: Query, facets: Sequence[FacetName], conditions: list[str]) -> str:
        columns = ", ".join(f"{self._counted(facet, query)} as c{place}" for place, facet in enumerate(facets))
        names = ", ".join(f"c{place}" for place in range(len(facets)))
        inner = f"select {columns or '1 as one'} from {self.dialect.table} as c where {_all(conditions)}"
        if not facets:
            return f"select 0, 0, count(*) from ({inner}) as d"
        sets = ", ".join(f"(c{place})" for place in range(len(facets)))
        return f"select 0, grouping({names}) as g, {names}, count(*) from ({inner}) as d group by grouping sets ({sets}, ())"

    # --- answers --------------------------------------------------------------------------------------------------------

    def answer(
        self, query: Query, counted: Iterable[tuple[Sequence[Sequence[Any]], list[FacetName]]]
    ) -> tuple[int, Mapping[FacetName, Facet]]:
        """Read total and counts out of the rows."""
        filtered = [*self._filters(query)]
        total, facets = 0, {}
        for place, (rows, names) in enumerate(counted):
            everything = (1 << len(names)) - 1
            values: dict[FacetName, Counter[str]] = {name: Counter() for name in names}
            for failing, g, *columns, count in rows:
                if g == everything or not names:
                    total += count if place == 0 and failing == 0 else 0
                    continue
                at = next(at for at in range(len(names)) if not g & 1 << (len(names) - 1 - at))
                if failing and filtered[failing.bit_length() - 1] is not names[at]:
                    continue
                self._add(values[names[at]], names[at], columns[at], count)
            for name, counts in values.items():
                ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
                facets[name] = Facet(
                    [Count(value, count) for value, count in ranked[: query.facet_limit]],
                    sum(count for _, count in ranked[query.facet_limit :]),
                )
        return total, facets

    def _add(self, counts: Counter[str], facet: FacetName, column: int, count: int) -> None:
        values = TYPES if facet is FacetName.DELIVERABLE_TYPE else self.codes[facet]
        if facet is FacetName.COUNTRY:
            counts[values[column - 1]] += count
            return
        for place, value in enumerate(values):
            if column >> place & 1:
                counts[value] += count


def without_limit(query: Query) -> Query:
    """Ask for everybody in order, and no counts."""
    return replace(query, limit=0, facets=())


def _either(fits: list[str]) -> str:
    return f"({' or '.join(f'coalesce({one}, false)' for one in fits)})"


def _within(column: str, bounds: Range, scale: int) -> list[str]:
    found = []
    if bounds.minimum is not None:
        found.append(f"{column} >= {-int(-round(bounds.minimum * scale, 6) // 1)}")
    if bounds.maximum is not None:
        found.append(f"{column} <= {int(round(bounds.maximum * scale, 6) // 1)}")
    return found


def _all(conditions: list[str]) -> str:
    return " and ".join(conditions) or "true"
