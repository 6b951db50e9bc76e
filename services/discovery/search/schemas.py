"""What callers ask of a search and receive from it."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    ValidationInfo,
    field_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from services.discovery.exchange.policy import PEGS
from services.discovery.policy import QUALITY, SEARCH
from services.discovery.profiles.schemas import CreatorOut
from services.discovery.profiles.words import words_of
from services.discovery.search.countries import ExistingCountry, existing
from services.discovery.search.index import MISTYPED_FROM, FacetName
from services.discovery.search.regions import Region
from shared.money import LARGEST, Currency
from shared.pages import LARGEST_PAGE, Listing
from shared.schemas import Body, Language, Shown, Slug, View

MOST_VALUES = 100

PARTS = tuple(CreatorOut.model_fields)
"""Of a creator, by name."""


def _either(what: str) -> object:
    return Field(max_length=MOST_VALUES, description=f"{what} Repeat it for *either*.")


def _with_a_share(text: str) -> str:
    """Check the part behind the colon of `US:0.4`."""
    _, colon, share = text.partition(":")
    if colon and float(share) > 1:
        raise PydanticCustomError("share_out_of_range", "a share lies between 0 and 1")
    if len(share.partition(".")[2]) > SEARCH.share_decimals:
        raise PydanticCustomError(
            "share_too_fine", "a share has {decimals} decimals at most", {"decimals": SEARCH.share_decimals}
        )
    return text


def _share_of(values: str) -> object:
    few = f"{{1,{SEARCH.share_decimals}}}"
    return Annotated[
        str,
        Field(max_length=40, pattern=rf"^{values}(:[0-9]{{1,9}}(\.[0-9]{{1,9}})?)?$"),
        AfterValidator(_with_a_share),
        Shown(pattern=rf"^{values}(:(0{{1,9}}(\.[0-9]{few})?|0{{0,8}}1(\.0{few})?))?$"),
    ]


def _of_an_existing_country(text: str, info: ValidationInfo) -> str:
    existing(text.partition(":")[0], info)
    return text


_SHARE = f"At least this share of the audience, to 4 decimals: `value:share`, or `value` for {SEARCH.audience_share}."


def _something_to_look_for(text: str) -> str:
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise PydanticCustomError("control_characters", "control characters are not text")
    if not words_of(text):
        raise PydanticCustomError("no_words", "there is no letter or digit to look for")
    return text


def _part_of_a_creator(name: str) -> str:
    if name not in PARTS:
        raise PydanticCustomError("unknown_field", "a creator has no such part")
    return name


def _cut_at_commas(names: Any) -> Any:
    """Take `fields=id,handle` as `fields=id&fields=handle`."""
    if not isinstance(names, list):
        return names
    return [part for name in names for part in (name.split(",") if isinstance(name, str) else [name])]


Bound = Annotated[int | None, Field(ge=0, le=LARGEST)]
EngagementRate = Annotated[float | None, Field(ge=0, le=1, allow_inf_nan=False)]
Score = Annotated[int | None, Field(ge=0, le=100, description="0 to 100. Who has no score yet is left out by any bound.")]
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

    category: Annotated[
        list[Slug],
        _either("What the content is about: a search with `facet=category&facet_limit=1000` tells which values there are."),
    ] = Field(default=[])
    country: Annotated[list[ExistingCountry], _either("Where the creator is at home.")] = Field(default=[])
    region: Annotated[
        list[Region],
        Field(
            max_length=len(Region),
            description="All countries of a region by the United Nations' M49, as if each stood in `country`: with both, either.",
        ),
    ] = Field(default=[])
    language: Annotated[list[Language], _either("What the creator speaks.")] = Field(default=[])
    format: Annotated[list[Slug], _either("What the creator makes.")] = Field(default=[])
    platform: Annotated[list[Slug], _either("Where the creator has an account.")] = Field(default=[])
    badge: Annotated[list[Slug], _either("What the creator has earned here.")] = Field(default=[], examples=[["responsive"]])
    industry: Annotated[
        list[Slug],
        _either(
            "What the creator has worked for on the marketplace: the category of a campaign of which they completed an order, in"
            " the words of `category`, which tells what their own content is about. Who has completed none yet is left out."
        ),
    ] = Field(default=[], examples=[["food"]])
    follower_count_min: Bound = None
    follower_count_max: Bound = None
    engagement_rate_min: EngagementRate = None
    engagement_rate_max: EngagementRate = None
    average_views_min: Bound = None
    average_views_max: Bound = None
    median_views_min: Bound = None
    median_views_max: Bound = None
    response_time_seconds_max: Annotated[
        int | None,
        Field(
            ge=0,
            le=LARGEST,
            description="The creator usually answers within it. Who was never asked, or usually does not answer, is left out.",
        ),
    ] = None
    authenticity_score_min: Score = None
    authenticity_score_max: Score = None
    deliverable_type: Annotated[list[Slug], _either("The creator has a rate for it.")] = Field(default=[])
    price_min: Annotated[
        int | None,
        Field(
            ge=0,
            le=LARGEST,
            description="In minor units of `currency`: a rate, of a `deliverable_type` where one is named, lies in the range."
            " Rates in other currencies count at the day's exchange rate, rounded down; `exchange_rates` names it, and those"
            " in its `currencies_not_compared` do not count: who has no others is left out.",
        ),
    ] = None
    price_max: Annotated[
        int | None,
        Field(
            ge=0,
            le=LARGEST,
            description="As `price_min`, with the same currencies left out. Creators who, by their own word, do not work for so"
            " little of this currency are left out, too. That word is never printed, and compared in coarse steps only (1, 2, 5,"
            " 10, 20, 50 …): who tries many prices learns in which step it lies, and no more.",
        ),
    ] = None
    currency: Annotated[
        Currency | None,
        Field(
            description="What prices are in: needed with them, and for the order by `price`. One that the European Central Bank"
            " does not quote, and that has no official fixed rate, is compared with rates in itself only."
        ),
    ] = None
    audience_country: Annotated[
        list[Annotated[_share_of("[A-Z]{2}"), AfterValidator(_of_an_existing_country)]],  # type: ignore[valid-type]
        _either(f"{_SHARE} Countries are those of `country`."),
    ] = Field(default=[], examples=[["US:0.4"]])
    audience_gender: Annotated[list[_share_of("[a-z_]{1,20}")], _either(_SHARE)] = Field(default=[], examples=[["female:0.7"]])  # type: ignore[valid-type]
    audience_age: Annotated[list[_share_of(r"[0-9A-Za-z_+-]{1,20}")], _either(_SHARE)] = Field(default=[], examples=[["18-24"]])  # type: ignore[valid-type]
    audience_device: Annotated[list[_share_of("[A-Za-z0-9_]{1,20}")], _either(_SHARE)] = Field(default=[], examples=[["ios"]])  # type: ignore[valid-type]
    campaign_category: Annotated[
        Slug | None,
        Field(
            description="What your campaign is about: creators who do not work for that are left out. The list of what they do"
            " not work for is never printed; but who asks for one creator, by `q`, with and without a category learns whether"
            " they work for that one. An invitation says so too (`category_blocked`)."
        ),
    ] = None
    exclusivity_category: Annotated[
        Slug | None,
        Field(
            description="What your campaign wants for itself: creators whom an order binds to one brand in it now are left out."
            " To which brand, by which order and until when is never printed; but who asks for one creator, by `q`, with and"
            " without a category learns that they are bound in it, and by asking again, about when that ends."
        ),
    ] = None
    q: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=200,
            description="Each word begins a word of handle, name or bio; case and accents do not matter. A word of"
            f" {MISTYPED_FROM} letters and more also finds a word of the handle that differs by one letter.",
        ),
        AfterValidator(lambda text: text if text is None else _something_to_look_for(text)),
        Shown(pattern=r"^[^\x00-\x1f\x7f]*$"),
    ] = None
    sort: Annotated[
        Sort,
        Field(
            description="`-` for descending. Ties stand in the order of ids; who has no such value comes last. `relevance`, with"
            " or without `-`, has the best first: each word of `q` counts 3 in the handle, else 2 in the name, else 1; among"
            f" equals, and without `q`, the better profile is first, by a number from 0 to 100 ({QUALITY.in_words})."
            " `price`, which needs `currency`, is the lowest rate that fits, at the day's exchange rate."
        ),
    ] = "relevance"
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many at most.")] = 20
    cursor: Annotated[
        str | None,
        Field(
            max_length=2000,
            description="`next_cursor` of the page before, for the same filters and order, as parameters or as a body. It keeps"
            " its place while creators change: who stays as they are is shown exactly once, and nobody twice unless their place"
            " in the order moved. Counts are of the moment of each page.",
        ),
    ] = None
    facet: Annotated[
        list[FacetName],
        Field(max_length=len(FacetName), description="Count the creators by the values of this, exactly. Repeat it for several."),
    ] = Field(default=[])
    facet_limit: Annotated[
        int, Field(ge=1, le=1000, description="How many values of a facet at most, the most frequent first.")
    ] = 20
    fields: Annotated[
        list[Annotated[str, AfterValidator(_part_of_a_creator), Shown(enum=list(PARTS))]],
        Field(
            max_length=len(PARTS),
            description="Which parts of each creator are wanted, beside `id` and `object`: repeated, or with commas between them."
            " All of them where none is named.",
        ),
        BeforeValidator(_cut_at_commas),
    ] = Field(default=[], examples=[["handle", "follower_count"]])


_NUMBERS = [name for name in CreatorSearch.model_fields if name.endswith(("_min", "_max", "limit"))]


class CreatorSearchBody(CreatorSearch):
    """A search as a body, for filters that are too long for an address. Filters combine by *and*, the values of one by *or*."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "category": ["food", "travel"],
                    "audience_country": ["US:0.4"],
                    "follower_count_min": 20000,
                    "follower_count_max": 80000,
                    "price_max": 50000,
                    "currency": "USD",
                    "badge": ["responsive"],
                    "sort": "-engagement_rate",
                    "facet": ["country", "language"],
                    "fields": ["handle", "follower_count"],
                }
            ]
        }
    )

    @field_validator(*_NUMBERS, mode="before")
    @classmethod
    def _is_a_number(cls, value: Any) -> Any:
        """JSON tells numbers from text, where the address of a request cannot."""
        if isinstance(value, (str, bool)):
            raise PydanticCustomError("number_type", "a number is not written as text")
        return value


class CountOut(View):
    """How many creators have a value."""

    value: str
    count: int


class FacetOut(View):
    """Counts of one facet. Its own filter does not narrow it; for audiences they are those whose share is the default or more."""

    values: list[CountOut]
    other_count: Annotated[int, Field(description="The sum of the counts of all values that are not listed.")]


class ExchangeRatesOut(View):
    """The exchange rates by which prices were compared. They are no offer: nobody is paid by them.

    Where nobody quotes or fixes the currency that was asked in, only rates in it were compared and nothing was converted: `date`
    and `source` are null then, `sources` is empty, and `currencies_not_compared` names all others.
    """

    date: Annotated[
        dt.date | None,
        Field(
            description="The day of the rates: the newest that the source has of before today. Null where nothing was converted."
        ),
    ]
    source: Annotated[str | None, Field(description="Who publishes the rates of each day. Null where nothing was converted.")]
    sources: Annotated[
        list[str],
        Field(
            description="By whom something was compared: `source`, and the official rates of currencies that are fixed to one"
            f" that it quotes ({PEGS.version}: {PEGS.in_words})."
        ),
    ]
    currencies_not_compared: Annotated[
        list[Currency],
        Field(description="Rates in these did not count: nobody quotes them, or nobody quotes the currency that you asked in."),
    ]


class CreatorPart(RootModel[dict[str, Any]]):
    """The parts of a creator that `fields` named."""

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say that it is a creator of whom all but two fields may be missing."""
        whole = handler.resolve_ref_schema(handler(CreatorOut.__pydantic_core_schema__))
        return {**whole, "title": cls.__name__, "description": cls.__doc__, "required": ["id", "object"]}


class CreatorListing(Listing[CreatorOut | CreatorPart]):
    """One page of creators, with counts over all pages, page and counts of one moment.

    A page may be shorter than `limit` where a creator was hidden while it was read; `has_more` says whether another follows.
    """

    total_count: int
    facets: Annotated[dict[str, FacetOut], Field(description="By the name of the facet, as asked for.")]
    exchange_rates: Annotated[ExchangeRatesOut | None, Field(description="Null where no price was compared.")]
