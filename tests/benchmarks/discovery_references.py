"""PostgreSQL, tuned by its manual, and DuckDB, with the rows of discovery's table in the narrow form that suits them."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import duckdb

from services.discovery.policy import SEARCH
from services.discovery.search.index import Facet, FacetName, Query
from tests.benchmarks.discovery_sql import AGES, TYPES, Codes, Dialect, Sql, Statements, without_limit

SETTINGS = {
    "shared_buffers": "2GB",
    "effective_cache_size": "8GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "random_page_cost": "1.1",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "jit": "off",
    "max_parallel_workers_per_gather": "2",
    "parallel_setup_cost": "100",
    "min_parallel_table_scan_size": "1MB",
}
"""As the manual advises for a server whose data fits into memory; both cores may work on one query."""
LISTS = {
    "category": "shown_categories",
    "language": "languages",
    "format": "formats",
    "platform": "platforms",
    "badge": "badges",
    "industry": "industries",
    "blocked": "blocked_categories",
    "exclusive": "exclusive_categories",
}
_ENOUGH = round(SEARCH.audience_share * 10_000)

Answer = tuple[list[tuple[int, float | None]], int, Mapping[FacetName, Facet]]
"""The page as numbers of creators and keys, the total, and the counts."""


async def _codes(connection: asyncpg.Connection) -> tuple[dict[str, list[str]], dict[str, dict[str, float]]]:
    """Number the values of each list, and tell how frequent they are."""
    count = await connection.fetchval("select count(*) from creators where is_shown")
    queries = {
        **{name: f"select unnest({column}) as value from creators where is_shown" for name, column in LISTS.items()},
        "country": "select country as value from creators where is_shown",
        "currency": "select currency as value from creators where is_shown",
        "audience_country": "select jsonb_object_keys(audience_countries) as value from creators where is_shown",
    }
    codes, frequencies = {}, {}
    for name, query in queries.items():
        rows = await connection.fetch(
            f"select value, count(*) as many from ({query}) as v group by value order by many desc, value"
        )
        codes[name] = [row["value"] for row in rows]
        frequencies[name] = {row["value"]: row["many"] / count for row in rows}
    codes["country"] = list(dict.fromkeys([*codes["country"], *codes.pop("audience_country")]))
    codes |= {"audience_country": codes["country"], "audience_age": list(AGES)}
    codes |= {"audience_gender": ["female", "male", "other"], "audience_device": ["ios", "android", "other"]}
    return codes, frequencies


def _bits(array: str, values: Sequence[str]) -> str:
    return (
        " | ".join(f"case when '{value}' = any({array}) then {1 << place} else 0 end" for place, value in enumerate(values))
        or "0"
    )


def _usual_bits(shares: str, values: Sequence[str]) -> str:
    bits = (
        f"case when {_share(shares, value)} >= {_ENOUGH} then {1 << place}::bigint else 0 end"
        for place, value in enumerate(values)
    )
    return " | ".join(bits)


def _share(shares: str, value: str) -> str:
    return f"coalesce(round(({shares} ->> '{value}')::numeric * 10000), 0)::smallint"


def _rate(type_: str, currency: str) -> str:
    path = f'$[*] ? (@.deliverable_type == "{type_}" && @.price.currency == $currency).price.value'
    return f"(jsonb_path_query_first(rates, '{path}', jsonb_build_object('currency', {currency})))::bigint"


def _table(codes: Codes) -> str:
    """Write the narrow table: once from what discovery holds, as a nightly job would."""
    place = f"array[{', '.join(repr(code) for code in codes['country'])}]"
    currency = f"array[{', '.join(repr(code) for code in codes['currency'])}]"
    columns = {
        "n": "(row_number() over (order by id))::int",
        "followers": "follower_count",
        "engagement": "round(engagement_rate::numeric * 1000000)::int",
        "average_views": "creators.average_views",
        "median_views": "creators.median_views",
        "response": "response_time_seconds",
        "authenticity": "authenticity_score",
        "quality": "quality",
        "country": f"array_position({place}, country)::smallint",
        "categories": f"({_bits('shown_categories', codes['category'])})::int",
        "languages": f"({_bits('languages', codes['language'])})::int",
        "formats": f"({_bits('formats', codes['format'])})::smallint",
        "platforms": f"({_bits('platforms', codes['platform'])})::smallint",
        "badges": f"({_bits('badges', codes['badge'])})::smallint",
        "industries": f"({_bits('industries', codes['industry'])})::int",
        "types": f"""({" | ".join(f"case when rates @> '[{{{chr(34)}deliverable_type{chr(34)}: {chr(34)}{one}{chr(34)}}}]' then {1 << at} else 0 end" for at, one in enumerate(TYPES))})::smallint""",
        "blocked": f"({_bits('blocked_categories', codes['blocked'])})::bigint",
        "exclusive": f"({_bits('exclusive_categories', codes['exclusive'])})::bigint",
        "audience_country": f"({_usual_bits('audience_countries', codes['country'])})::bigint",
        "audience_gender": f"({_usual_bits('audience_genders', codes['audience_gender'])})::smallint",
        "audience_age": f"({_usual_bits('audience_ages', AGES)})::smallint",
        "audience_device": f"({_usual_bits('audience_devices', codes['audience_device'])})::smallint",
        **{f"gender_{one}": _share("audience_genders", one) for one in codes["audience_gender"]},
        **{f"device_{one}": _share("audience_devices", one) for one in codes["audience_device"]},
        **{f"age_{at}": _share("audience_ages", one) for at, one in enumerate(AGES, start=1)},
        **{f"country_{at}": f"(array_position({place}, a.names[{at}]))::smallint" for at in range(1, 6)},
        **{f"share_{at}": f"round(a.shares[{at}] * 10000)::smallint" for at in range(1, 6)},
        "currency": f"array_position({currency}, currency)::smallint",
        "floor_currency": f"array_position({currency}, minimum_offer_currency)::smallint",
        "floor_value": "minimum_offer_value",
        **{f"{type_}_own": _rate(type_, "currency") for type_ in TYPES},
        **{
            f"{type_}_dollars": f"case when currency <> 'USD' then {_rate(type_, chr(39) + 'USD' + chr(39))} end"
            for type_ in TYPES
        },
    }
    selected = ", ".join(f"{expression} as {name}" for name, expression in columns.items())
    return f"""
        create table bench.creators as select {selected}, creators.id
        from creators, lateral (
            select array_agg(key) as names, array_agg(value::numeric) as shares from jsonb_each_text(audience_countries)
        ) as a
        where is_shown order by n
    """


def _labels(codes: Codes, sql: Sql) -> str:
    """Gather the values of all lists of a creator in one array, for one GIN index."""
    sets = {
        "category": "categories",
        "language": "languages",
        "format": "formats",
        "platform": "platforms",
        "badge": "badges",
        "industry": "industries",
    }
    parts = [
        f"case when {column} & {1 << place} <> 0 then {sql.label(facet, value)} end"
        for facet, column in sets.items()
        for place, value in enumerate(codes[facet])
    ]
    return f"create table bench.labels as select n, array_remove(array[{', '.join(parts)}], null) as labels from bench.creators order by n"


ORDERS = ("followers", "engagement", "median_views", "quality", "response")


async def load_postgres(url: str) -> tuple[Sql, float]:
    """Make the narrow tables with their indexes in discovery's own server; give how to ask them, and how long it took."""
    started = time.perf_counter()
    connection = await asyncpg.connect(url)
    try:
        codes, frequencies = await _codes(connection)
        sql = Sql(Dialect(is_postgres=True, table="bench.creators"), codes, frequencies)
        await connection.execute("drop schema if exists bench cascade; create schema bench")
        await connection.execute("create extension if not exists pg_trgm; create extension if not exists fuzzystrmatch")
        assert (
            await connection.fetchval(
                "select max(cardinality(array(select jsonb_object_keys(audience_countries)))) from creators"
            )
            <= 5
        )
        await connection.execute(_table(codes))
        await connection.execute(_labels(codes, sql))
        await connection.execute(
            "create table bench.words as select n, search_vector as vector, search_text as written"
            " from bench.creators join public.creators using (id) order by n"
        )
        await connection.execute(
            "create table bench.handle_words as select distinct word, n from bench.words,"
            " unnest(string_to_array(split_part(written, chr(10), 1), ' ')) as word"
        )
        indexes = [
            "create unique index on bench.creators (n)",
            *(f"create index on bench.creators ({name} desc nulls last, n)" for name in ORDERS),
            *(f"create index on bench.creators ({name} asc nulls last, n)" for name in ORDERS if name != "quality"),
            "create index on bench.creators (average_views)",
            "create index on bench.creators (country, followers)",
            "create unique index on bench.labels (n)",
            "create index on bench.labels using gin (labels)",
            "create unique index on bench.words (n)",
            "create index on bench.words using gin (vector)",
            "create index on bench.handle_words using gin (word gin_trgm_ops)",
        ]
        for index in indexes:
            await connection.execute(index)
        for table in ("creators", "labels", "words", "handle_words"):
            await connection.execute(f"vacuum (analyze) bench.{table}")
    finally:
        await connection.close()
    return sql, time.perf_counter() - started


async def smaller(connection: asyncpg.Connection, duck: "DuckDb", size: int) -> list[Any]:
    """Give both with the first so many creators only, for searches without words."""
    name = f"bench.creators_{size}"
    await connection.execute(
        f"drop table if exists {name}; create table {name} as select * from bench.creators where n <= {size}"
    )
    for order in ORDERS:
        await connection.execute(f"create index on {name} ({order} desc nulls last, n)")
    await connection.execute(f"vacuum (analyze) {name}")
    # Nobody is rare here: the index of lists knows all creators, and would be asked for too many.
    often = {facet: dict.fromkeys(values, 1.0) for facet, values in duck.sql.frequencies.items()}
    return [
        Postgres(connection, Sql(Dialect(is_postgres=True, table=name), duck.sql.codes, often)),
        duck.first(size),
    ]


class Postgres:
    """Asks PostgreSQL over one connection: each search by the faster of two ways to write it, found out beforehand."""

    name = "PostgreSQL"

    def __init__(self, connection: asyncpg.Connection, sql: Sql) -> None:
        self._connection, self._sql = connection, sql

    async def run(self, statements: Statements) -> tuple[list[Any], list[tuple[list[Any], list[FacetName]]]]:
        page = await self._connection.fetch(statements.page)
        return page, [(await self._connection.fetch(sql), facets) for sql, facets in statements.counts]

    async def timed(self, query: Query, *, in_one_pass: bool) -> tuple[float, Answer]:
        """Ask, and tell how long the server took: reading the counts out of their bits is not held against it."""
        statements = self._sql.statements(query, in_one_pass=in_one_pass)
        started = time.perf_counter()
        page, counted = await self.run(statements)
        spent = time.perf_counter() - started
        return spent, ([tuple(row) for row in page], *self._sql.answer(query, counted))

    async def everybody(self, query: Query) -> list[int]:
        """List all numbers in order."""
        statements = self._sql.statements(without_limit(query), in_one_pass=True)
        return [row[0] for row in await self._connection.fetch(statements.page)]


async def load_duckdb(url: str, sql: Sql, directory: Path) -> tuple["DuckDb", float]:
    """Read the narrow table into DuckDB's memory."""
    started = time.perf_counter()
    connection = await asyncpg.connect(url)
    database = duckdb.connect()
    database.execute("set threads = 2")
    try:
        words = (
            "select n, ' ' || split_part(written, chr(10), 1) as handle, ' ' || split_part(written, chr(10), 2) as name,"
            " ' ' || split_part(written, chr(10), 3) as bio from bench.words order by n"
        )
        queries = {
            "creators": "select * from bench.creators order by n",
            "words": words,
            "handle_words": "select word, n from bench.handle_words order by n",
        }
        for table, query in queries.items():
            file = directory / f"{table}.csv"
            await connection.copy_from_query(query, output=str(file), format="csv", header=True)
            database.execute(f"create table {table} as select * from read_csv('{file}', header = true, sample_size = -1)")
            file.unlink()
    finally:
        await connection.close()
    own = Sql(Dialect(is_postgres=False, table="creators"), sql.codes, sql.frequencies)
    return DuckDb(database, own), time.perf_counter() - started


class DuckDb:
    """Asks DuckDB in this process, in a thread."""

    name = "DuckDB"

    def __init__(self, database: duckdb.DuckDBPyConnection, sql: Sql) -> None:
        self._database, self.sql = database, sql

    def _fetch(self, sql: str) -> list[Any]:
        return self._database.execute(sql).fetchall()

    def _run(self, statements: Statements) -> tuple[float, list[Any], list[tuple[list[Any], list[FacetName]]]]:
        started = time.perf_counter()
        page = self._fetch(statements.page)
        counted = [(self._fetch(sql), facets) for sql, facets in statements.counts]
        return time.perf_counter() - started, page, counted

    async def timed(self, query: Query, *, in_one_pass: bool) -> tuple[float, Answer]:
        """Ask, and tell how long it took."""
        spent, page, counted = await asyncio.to_thread(self._run, self.sql.statements(query, in_one_pass=in_one_pass))
        return spent, (page, *self.sql.answer(query, counted))

    async def everybody(self, query: Query) -> list[int]:
        """List all numbers in order."""
        return [row[0] for row in self._fetch(self.sql.statements(without_limit(query), in_one_pass=True).page)]

    def first(self, size: int) -> "DuckDb":
        """Ask of the first so many creators only."""
        self._database.execute(f"create or replace table creators_{size} as select * from creators where n <= {size}")
        return DuckDb(self._database, replace(self.sql, dialect=replace(self.sql.dialect, table=f"creators_{size}")))

    def numbers(self) -> Callable[[str], int]:
        """Give which number stands for an id of the database."""
        found = {str(id): n for n, id in self._fetch("select n, id from creators")}
        return found.__getitem__
