"""What a file says of each creator: name, type and value of each column. Pure.

Everything here is what others may see of the creator anyway: no minimum offers, no blocked categories.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Any


class Kind(Enum):
    """What the values of a column are."""

    TEXT = "text"
    TEXTS = "several texts"
    COUNT = "a whole number"
    SHARE = "a number from 0 to 1"
    SHARES = "shares by value"
    RATES = "rates by type of deliverable"
    FLAG = "true or false"
    TIME = "a time in UTC"


@dataclass(frozen=True)
class Column:
    """One column of a file."""

    name: str
    kind: Kind
    of: Callable[[Any], Any]
    """Takes the value out of a row."""


def _same(name: str, kind: Kind) -> Column:
    return Column(name, kind, attrgetter(name))


def _rates(row: Any) -> Sequence[tuple[str, int, str, bool]]:
    return [
        (rate["deliverable_type"], rate["price"]["value"], rate["price"]["currency"], rate["negotiable"]) for rate in row.rates
    ]


OF_CREATORS = (
    Column("creator_id", Kind.TEXT, attrgetter("id")),
    _same("platform", Kind.TEXT),
    _same("handle", Kind.TEXT),
    _same("name", Kind.TEXT),
    _same("bio", Kind.TEXT),
    _same("platforms", Kind.TEXTS),
    _same("country", Kind.TEXT),
    _same("languages", Kind.TEXTS),
    Column("categories", Kind.TEXTS, attrgetter("shown_categories")),
    _same("industries", Kind.TEXTS),
    _same("formats", Kind.TEXTS),
    _same("follower_count", Kind.COUNT),
    _same("engagement_rate", Kind.SHARE),
    _same("average_views", Kind.COUNT),
    _same("median_views", Kind.COUNT),
    Column("rates_minor_units", Kind.RATES, _rates),
    Column("audience_country_shares", Kind.SHARES, attrgetter("audience_countries")),
    Column("audience_gender_shares", Kind.SHARES, attrgetter("audience_genders")),
    Column("audience_age_shares", Kind.SHARES, attrgetter("audience_ages")),
    Column("audience_device_shares", Kind.SHARES, attrgetter("audience_devices")),
    _same("badges", Kind.TEXTS),
    _same("authenticity_score", Kind.COUNT),
    Column("completeness_score", Kind.COUNT, attrgetter("completeness")),
    _same("completed_orders", Kind.COUNT),
    _same("on_time_share", Kind.SHARE),
    _same("repeat_brand_count", Kind.COUNT),
    _same("response_time_seconds", Kind.COUNT),
    _same("answer_count", Kind.COUNT),
    _same("availability", Kind.TEXT),
    _same("is_search_only", Kind.FLAG),
    _same("statistics_updated_at", Kind.TIME),
)
OF_LISTS = (*OF_CREATORS, _same("note", Kind.TEXT), _same("tags", Kind.TEXTS))
"""In a list, also what the organization itself notes."""


def in_words(columns: Sequence[Column]) -> str:
    """Name columns with what their values are, for the contract."""
    return ", ".join(f"`{column.name}` ({column.kind.value})" for column in columns)
