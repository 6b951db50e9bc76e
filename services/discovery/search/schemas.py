"""What callers ask of a search and receive from it."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from services.discovery.policy import SEARCH
from services.discovery.profiles.schemas import CreatorOut
from services.discovery.search.index import FacetName
from shared.money import LARGEST, Currency
from shared.pages import LARGEST_PAGE, Listing
from shared.schemas import Body, Country, Language, Shown, Slug, View

MOST_VALUES = 100


def _either(what: str) -> object:
    return Field(max_length=MOST_VALUES, description=f"{what} Repeat it for *either*.")


def _with_a_share(text: str) -> str:
    """Check the part behind the colon of `US:0.4`."""
    _, colon, share = text.partition(":")
    if colon and float(share) > 1:
        raise PydanticCustomError("share_out_of_range", "a share lies between 0 and 1")
    return text


def _share_of(values: str) -> object:
    return Annotated[
        str,
        Field(max_length=40, pattern=rf"^{values}(:[0-9]{{1,9}}(\.[0-9]{{1,9}})?)?$"),
        AfterValidator(_with_a_share),
        Shown(pattern=rf"^{values}(:(0{{1,9}}(\.[0-9]{{1,9}})?|0{{0,8}}1(\.0{{1,9}})?))?$"),
    ]


_SHARE = f"At least this share of the audience: `value:share`, or `value` for {SEARCH.audience_share}."

Bound = Annotated[int | None, Field(ge=0, le=LARGEST)]
EngagementRate = Annotated[float | None, Field(ge=0, le=1, allow_inf_nan=False)]
Sort = Literal[
    "relevance",
    "-relevance",
    "follower_count",
    "-follower_count",
    "engagement_rate",
    "-engagement_rate",
    "median_views",
    "-median_views",
    "price",
    "-price",
    "response_time",
    "-response_time",
]


class CreatorSearch(Body):
    """The parameters of a search. Filters combine by *and*, the values of one filter by *or*."""

    category: Annotated[list[Slug], _either("What the content is about.")] = Field(default=[])
    country: Annotated[list[Country], _either("Where the creator is at home.")] = Field(default=[])
    language: Annotated[list[Language], _either("What the creator speaks.")] = Field(default=[])
    format: Annotated[list[Slug], _either("What the creator makes.")] = Field(default=[])
    platform: Annotated[list[Slug], _either("Where the creator has an account.")] = Field(default=[])
    follower_count_min: Bound = None
    follower_count_max: Bound = None
    engagement_rate_min: EngagementRate = None
    engagement_rate_max: EngagementRate = None
    average_views_min: Bound = None
    average_views_max: Bound = None
    median_views_min: Bound = None
    median_views_max: Bound = None
    deliverable_type: Annotated[list[Slug], _either("The creator has a rate for it.")] = Field(default=[])
    price_min: Annotated[
        int | None,
        Field(
            ge=0,
            le=LARGEST,
            description="In minor units of `currency`: a rate, of a `deliverable_type` where one is named, lies in the range.",
        ),
    ] = None
    price_max: Annotated[
        int | None,
        Field(
            ge=0,
            le=LARGEST,
            description="As `price_min`. Creators who, by their own word, do not work for so little are left out.",
        ),
    ] = None
    currency: Annotated[
        Currency | None,
        Field(description="Needed with prices. Only rates in this very currency count; nothing is converted."),
    ] = None
    audience_country: Annotated[list[_share_of("[A-Z]{2}")], _either(_SHARE)] = Field(default=[], examples=[["US:0.4"]])  # type: ignore[valid-type]
    audience_gender: Annotated[list[_share_of("[a-z_]{1,20}")], _either(_SHARE)] = Field(default=[], examples=[["female:0.7"]])  # type: ignore[valid-type]
    audience_age: Annotated[list[_share_of(r"[0-9A-Za-z_+-]{1,20}")], _either(_SHARE)] = Field(default=[], examples=[["18-24"]])  # type: ignore[valid-type]
    audience_device: Annotated[list[_share_of("[A-Za-z0-9_]{1,20}")], _either(_SHARE)] = Field(default=[], examples=[["ios"]])  # type: ignore[valid-type]
    campaign_category: Annotated[
        Slug | None, Field(description="What your campaign is about: creators who do not work for that are left out.")
    ] = None
    q: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=200,
            description="Each word begins a word of handle, name or bio; case and accents do not matter.",
        ),
        Shown(pattern=r"^[^\x00-\x1f\x7f]*$"),
    ] = None
    sort: Annotated[
        Sort,
        Field(
            description="`-` for descending. Ties stand in the order of ids; who has no such value comes last. `relevance`, with"
            " or without `-`, has the best first: words of `q` in the handle, then in the name, then in the bio. `price`, which"
            " needs `currency`, is the lowest rate that fits."
        ),
    ] = "relevance"
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many at most.")] = 20
    cursor: Annotated[str | None, Field(max_length=2000, description="`next_cursor` of the page before.")] = None
    facet: Annotated[
        list[FacetName],
        Field(max_length=len(FacetName), description="Count the creators by the values of this, exactly. Repeat it for several."),
    ] = Field(default=[])
    facet_limit: Annotated[
        int, Field(ge=1, le=1000, description="How many values of a facet at most, the most frequent first.")
    ] = 20


class CountOut(View):
    """How many creators have a value."""

    value: str
    count: int


class FacetOut(View):
    """Counts of one facet. Its own filter does not narrow it; for audiences they are those whose share is the default or more."""

    values: list[CountOut]
    other_count: Annotated[int, Field(description="The sum of the counts of all values that are not listed.")]


class CreatorListing(Listing[CreatorOut]):
    """One page of creators, with counts over all pages, all of one moment."""

    total_count: int
    facets: Annotated[dict[str, FacetOut], Field(description="By the name of the facet, as asked for.")]
