"""The port of the index: what is asked of it, and what it answers. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from shared.events.identity import CreatorId


class FacetName(StrEnum):
    """What creators can be counted by; each is also the name of a filter."""

    CATEGORY = "category"
    COUNTRY = "country"
    LANGUAGE = "language"
    FORMAT = "format"
    PLATFORM = "platform"
    DELIVERABLE_TYPE = "deliverable_type"
    AUDIENCE_COUNTRY = "audience_country"
    AUDIENCE_GENDER = "audience_gender"
    AUDIENCE_AGE = "audience_age"
    AUDIENCE_DEVICE = "audience_device"
    BADGE = "badge"
    INDUSTRY = "industry"


AUDIENCE_FACETS = (
    FacetName.AUDIENCE_COUNTRY,
    FacetName.AUDIENCE_GENDER,
    FacetName.AUDIENCE_AGE,
    FacetName.AUDIENCE_DEVICE,
)


class Figure(StrEnum):
    """A number that a range may bound."""

    FOLLOWER_COUNT = "follower_count"
    ENGAGEMENT_RATE = "engagement_rate"
    AVERAGE_VIEWS = "average_views"
    MEDIAN_VIEWS = "median_views"
    RESPONSE_TIME = "response_time_seconds"
    AUTHENTICITY_SCORE = "authenticity_score"


class SortKey(StrEnum):
    """What creators are ordered by; who has no such value comes last, and ties stand in the order of ids."""

    RELEVANCE = "relevance"
    FOLLOWER_COUNT = "follower_count"
    ENGAGEMENT_RATE = "engagement_rate"
    MEDIAN_VIEWS = "median_views"
    PRICE = "price"
    RESPONSE_TIME = "response_time"


MISTYPED_FROM = 5
"""Words of so many letters and more are found in handles with one typing error."""

POINT = 1000
"""What a point of the words counts against the quality, 0 to 100, in the order of relevance."""


@dataclass(frozen=True)
class Range:
    """Bounds, both inclusive; None is open."""

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class AudienceShare:
    """So large a share, at least, of an audience is this."""

    value: str
    share: float


@dataclass(frozen=True)
class Rates:
    """A creator must have one rate that fits all of it. Amounts are minor units of `currency` and never without it.

    A rate in another currency counts as `floor(amount * factor)`, in double precision: the same in every adapter. One whose
    currency has no factor does not count where a price or an order by price asks for it. Only a type or a bound of the price
    leaves anybody out: a currency alone, or an order by price, does not; who has no rate that counts comes last in that order.
    A maximum also leaves out whose floor, in this very currency and in coarse steps, is above it: floors are not converted.
    """

    deliverable_types: Sequence[str] = ()
    currency: str | None = None
    price: Range = field(default_factory=Range)
    factors: Mapping[str, float] = field(default_factory=dict)
    """By currency: what a minor unit of it is worth in minor units of `currency`, whose own factor is 1; empty without one."""

    @property
    def has_price(self) -> bool:
        """Whether a price is bounded: then only rates count that have a factor and lie within."""
        return self.price != Range()


@dataclass(frozen=True)
class Place:
    """Where a creator stands in an order: the value that it goes by, and the id for ties."""

    key: float | None
    creator_id: CreatorId


@dataclass(frozen=True)
class Query:
    """One search. Filters combine by *and*, the values of one filter by *or*; an empty filter lets everybody through."""

    values: Mapping[FacetName, Sequence[str]] = field(default_factory=dict)
    """Of category, country, language, format, platform, badge and industry."""
    audience: Mapping[FacetName, Sequence[AudienceShare]] = field(default_factory=dict)
    ranges: Mapping[Figure, Range] = field(default_factory=dict)
    rates: Rates = field(default_factory=Rates)
    words: Sequence[str] = ()
    """Folded; each must begin a word of handle, name or bio, or be a word of the handle but for one typing error.

    A word has 3 points where it begins one of the handle, 2 of the name, else 1; relevance is the sum in `POINT` and the quality.
    """
    campaign_category: str | None = None
    """Creators who block it are left out."""
    exclusivity_category: str | None = None
    """Creators whom an order binds to one brand in it are left out."""
    sort: SortKey = SortKey.RELEVANCE
    descending: bool = True
    after: Place | None = None
    limit: int = 20
    facets: Sequence[FacetName] = ()
    facet_limit: int = 20


@dataclass(frozen=True)
class Count:
    """How many creators have a value."""

    value: str
    count: int


@dataclass(frozen=True)
class Facet:
    """The most frequent values, and the sum of the counts of all others. The facet's own filter does not narrow it."""

    values: Sequence[Count]
    other_count: int


@dataclass(frozen=True)
class Found:
    """A page of places, how many creators there are in all, and the counts that were asked for."""

    page: Sequence[Place]
    total: int
    facets: Mapping[FacetName, Facet]


class Index(Protocol):
    """Where willing creators are found: exact, and all parts of one answer of the same moment."""

    async def search(self, query: Query) -> Found:
        """Find creators."""
        ...
