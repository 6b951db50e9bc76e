"""What callers send and receive about saved searches."""

# pyright: reportIncompatibleVariableOverride=false
# A search that is kept is one without the fields that belong to a page of an answer: what it takes away, it overrides.

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, create_model, field_validator

from services.discovery.profiles.schemas import CreatorOut
from services.discovery.saved_searches.models import Alerts, SavedSearchMatchId
from services.discovery.search.countries import KEPT
from services.discovery.search.schemas import CreatorSearchBody
from shared.events.discovery import SavedSearchId
from shared.events.identity import CreatorId, OrganizationId
from shared.schemas import Body, Line, OpenEnum, Resource, Timestamp

_NUMBERS = [name for name in CreatorSearchBody.model_fields if name.endswith(("_min", "_max"))]


def _a_number(value: Any) -> Any:
    return CreatorSearchBody._is_a_number(value)  # noqa: SLF001  # the rule of the body of a search, on the fields that are left


class SearchCriteria(CreatorSearchBody):
    """The filters of a search and its order, as in `POST /v1/creators/search`. They combine by *and*, values of one by *or*."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"category": ["food"], "audience_country": ["US:0.4"], "price_max": 50000, "currency": "USD"}]
        }
    )

    limit: ClassVar[int] = 20
    cursor: ClassVar[str | None] = None
    facet: ClassVar[list[Any]] = []
    facet_limit: ClassVar[int] = 20
    fields: ClassVar[list[Any]] = []

    @field_validator(*_NUMBERS, mode="before")
    @classmethod
    def _is_a_number(cls, value: Any) -> Any:
        """Check the numbers that are left."""
        return _a_number(value)


def _patch_of(model: type[Body], name: str) -> Any:
    """Make the model of a merge patch: every member may be missing, or null, which takes it away."""
    members: dict[str, Any] = {}
    for member, info in model.model_fields.items():
        checked: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        members[member] = (checked | None, Field(default=None, description=info.description))
    validators: dict[str, Any] = {"_is_a_number": field_validator(*_NUMBERS, mode="before")(_a_number)}
    return create_model(name, __base__=Body, __doc__=f"A merge patch: {model.__doc__}", __validators__=validators, **members)


SearchCriteriaPatch = _patch_of(SearchCriteria, "SearchCriteriaPatch")


def kept_search(search: Mapping[str, Any]) -> SearchCriteria:
    """Read a search that was kept: a country that does not exist stays in it, though requests may name it no more."""
    return SearchCriteria.model_validate(search, context=KEPT)


def unreadable_filters(search: Mapping[str, Any]) -> list[str]:
    """Name the filters of a search that was kept and that this version does not take, as a region of another name since."""
    try:
        kept_search(search)
    except ValidationError as error:
        return sorted({str(one["loc"][0]) for one in error.errors(include_url=False, include_input=False)})
    return []


def _what_is_readable(search: Mapping[str, Any]) -> SearchCriteria:
    unreadable = unreadable_filters(search)
    return kept_search({name: value for name, value in search.items() if name not in unreadable})


class NewSavedSearch(Body):
    """A search to keep."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Food for a U.S. audience",
                    "search": {"category": ["food"], "audience_country": ["US:0.4"], "price_max": 50000, "currency": "USD"},
                    "alerts": "on",
                }
            ]
        }
    )

    name: Line
    search: SearchCriteria
    alerts: Annotated[
        Alerts, Field(description="`on`: the event `saved_search.matched` tells of creators who come to match.")
    ] = Alerts.ON


class SavedSearchPatch(Body):
    """A merge patch: what is left out stays as it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"search": {"price_max": 60000}, "alerts": "off"}]})

    name: Line = Field(default_factory=str)
    search: SearchCriteriaPatch = Field(  # type: ignore[valid-type]
        default_factory=SearchCriteriaPatch,
        description="Filters to set, or null to take away. Another search begins anew: its matches are forgotten.",
    )
    alerts: Alerts = Field(default_factory=lambda: Alerts.ON)


class SavedSearchOut(Resource):
    """A search that your organization keeps."""

    id: SavedSearchId
    object: Literal["saved_search"] = "saved_search"
    version: int
    organization_id: OrganizationId
    name: str
    search: Annotated[SearchCriteria, BeforeValidator(_what_is_readable)]
    unreadable_filters: Annotated[
        list[str],
        BeforeValidator(unreadable_filters),
        Field(
            validation_alias="search",
            description="Filters that were kept and are understood no more, which `search` leaves out: while there are some, the"
            " search finds nobody. Set them anew, or to null.",
        ),
    ]
    alerts: OpenEnum[Alerts]
    alerted_at: Annotated[Timestamp | None, Field(description="When `saved_search.matched` was told last.")]


class SavedSearchMatchOut(Resource):
    """A creator who came to match a saved search after it was saved, and matches it now."""

    id: SavedSearchMatchId
    object: Literal["saved_search_match"] = "saved_search_match"
    saved_search_id: SavedSearchId
    creator_id: CreatorId
    creator: CreatorOut
    matched_at: Timestamp
