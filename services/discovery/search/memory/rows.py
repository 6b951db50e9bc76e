"""What the index reads of the table: the same expressions for the stream that builds it and the changes that follow."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.discovery.search.index import AUDIENCE_FACETS, FacetName, Figure
from services.discovery.search.memory.rate_table import Rate, rate_of
from services.discovery.search.memory.scales import RATE, SHARE

LISTS = {
    FacetName.CATEGORY: "shown_categories",
    FacetName.LANGUAGE: "languages",
    FacetName.FORMAT: "formats",
    FacetName.PLATFORM: "platforms",
    FacetName.BADGE: "badges",
    FacetName.INDUSTRY: "industries",
}
AUDIENCES = dict(
    zip(AUDIENCE_FACETS, ("audience_countries", "audience_genders", "audience_ages", "audience_devices"), strict=True)
)
QUALITY = "quality"
NUMBERS = {**{figure.value: figure.value for figure in Figure}, QUALITY: QUALITY}

COLUMNS = {
    "id": "id::text",
    "is_shown": "is_shown::int",
    "country": "country",
    **{name: f"array_to_string({column}, chr(31))" for name, column in LISTS.items()},
    "blocked": "array_to_string(blocked_categories, chr(31))",
    "exclusive": "array_to_string(exclusive_categories, chr(31))",
    **{name: f"{column}::text" for name, column in AUDIENCES.items()},
    "rates": "rates::text",
    "floor": "minimum_offer_value",
    "floor_currency": "minimum_offer_currency",
    **NUMBERS,
    "search_text": "translate(search_text, chr(10), chr(30))",
    "text_hash": "hashtextextended(search_text, 0)",
}
"""By name: what is read, in the form in which a stream can carry it: lists parted by U+001F and lines by U+001E, which no
value holds."""

_SELECTED = ", ".join(f'{expression} as "{name}"' for name, expression in COLUMNS.items())
SELECT = f"select {_SELECTED} from creators"  # noqa: S608 - its parts stand above


@dataclass(frozen=True)
class Row:
    """A creator as the index holds them."""

    id: UUID
    is_shown: bool
    country: str
    lists: dict[FacetName, list[str]]
    blocked: list[str]
    exclusive: list[str]
    audiences: dict[FacetName, dict[str, int]]
    rates: list[Rate]
    floor: tuple[str, int] | None
    """Currency and amount."""
    numbers: dict[str, int | None]
    words: list[list[str]]
    """Of handle, name and bio."""
    text_hash: int


def row_of(record: Any) -> Row:
    """Read what was selected."""
    numbers = {name: record[name] for name in NUMBERS}
    numbers[Figure.ENGAGEMENT_RATE.value] = RATE.number(numbers[Figure.ENGAGEMENT_RATE.value])
    return Row(
        id=UUID(record["id"]),
        is_shown=bool(record["is_shown"]),
        country=record["country"],
        lists={name: list_of(record[name]) for name in LISTS},
        blocked=list_of(record["blocked"]),
        exclusive=list_of(record["exclusive"]),
        audiences={name: shares_of(record[name]) for name in AUDIENCES},
        rates=[rate_of(rate) for rate in json.loads(record["rates"])],
        floor=None if record["floor"] is None else (record["floor_currency"], record["floor"]),
        numbers=numbers,
        words=[line.split() for line in record["search_text"].split(chr(30))],
        text_hash=record["text_hash"],
    )


def list_of(text: str) -> list[str]:
    """Read a list of values, each once."""
    return list(dict.fromkeys(text.split("\x1f"))) if text else []


def shares_of(text: str) -> dict[str, int]:
    """Read the shares of an audience, in ten-thousandths."""
    return {value: SHARE.number(share) for value, share in json.loads(text).items()}
