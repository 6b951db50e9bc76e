"""The digest of an index, worked out by the database from its own table: independent of everything that builds one."""

from collections.abc import Iterator
from typing import Any

from services.discovery.policy import SEARCH
from services.discovery.search.index import FacetName, Figure
from services.discovery.search.memory.digest import MODULUS, TOGETHER, Digest
from services.discovery.search.memory.rows import AUDIENCES, LISTS, NUMBERS
from services.discovery.search.memory.text import FIELDS

_LOW = "('x' || right(id::text, 8))::bit(32)::bigint"
_DELIVERABLES = "(select array_agg(distinct rate->>'deliverable_type') from jsonb_array_elements(rates) rate)"
ORDERED = (*(name for name in NUMBERS if name not in {Figure.AVERAGE_VIEWS, Figure.AUTHENTICITY_SCORE}),)


def _listed(expression: str) -> str:
    return f"creators, unnest({expression}) value"


def _queries() -> Iterator[tuple[str, str, str, str, str]]:
    """Give what is held, and in SQL: where it comes from, which rows count, the value, and what it is weighed by."""
    yield "shown", "creators", "is_shown", "''", "1"
    yield FacetName.COUNTRY, "creators", "true", "country", "1"
    for name, column in LISTS.items():
        yield name, _listed(column), "true", "value", "1"
    yield "blocked", _listed("blocked_categories"), "true", "value", "1"
    yield "exclusive", _listed("exclusive_categories"), "true", "value", "1"
    powers = "(select 10::numeric ^ generate_series(0, 18) as power) powers"
    reached = f"from unnest(array[1, 2, 5]) step, {powers} where step * power <= minimum_offer_value"
    step = f"(select max(step * power) {reached})::bigint"
    yield "floors", "creators", "minimum_offer_value > 0", f"minimum_offer_currency || ':' || {step}", "1"
    for name, column in AUDIENCES.items():
        shares = f"creators, jsonb_each_text({column}) share(value, part)"
        yield f"{name} shares", shares, "true", "value", f"round(part::numeric * {10**SEARCH.share_decimals})"
        enough = f"jsonb_each_text({column}) share(value, part) where part::float8 >= {SEARCH.audience_share}"
        yield name, _listed(f"(select array_agg(value) from {enough})"), "true", "value", "1"  # noqa: S608 - its parts stand above
    yield FacetName.DELIVERABLE_TYPE, _listed(_DELIVERABLES), "true", "value", "1"
    rate = "rate->>'deliverable_type' || ' ' || (rate->'price'->>'currency')"
    yield "rates", "creators, jsonb_array_elements(rates) rate", "true", rate, "(rate->'price'->>'value')::numeric"
    for name in NUMBERS:
        number = f"round({name}::numeric * {10**SEARCH.rate_decimals})" if name == Figure.ENGAGEMENT_RATE else name
        yield name, "creators", f"{name} is not null", "''", number
        if name in ORDERED:
            yield f"{name} in order", "creators", f"{name} is not null", "''", number
    for line, field in enumerate(FIELDS, start=1):
        words = f"creators, unnest(string_to_array(split_part(search_text, chr(10), {line}), ' ')) word"
        yield f"words of {field}", words, "word <> ''", "left(word, 1)", "octet_length(word)"


async def digest_of_table(connection: Any) -> Digest:
    """Work out the digest in the transaction that a connection of the driver has open."""
    digest: Digest = {}
    for name, source, condition, value, weight in _queries():
        total = f"(sum({weight}::numeric * {_LOW}) % {MODULUS})::text"
        counted = f"{value} as value, count(*) as creators, {total} as sum"
        statement = f"select {counted} from {source} where {condition} group by 1"  # noqa: S608 - all of it stands in this file
        digest[str(name)] = {row["value"]: (row["creators"], int(row["sum"])) for row in await connection.fetch(statement)}
    return digest | {TOGETHER.format(name): digest[name] for name in FacetName}
