"""What callers send and receive about exports."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from services.discovery.exports.models import CreatorExportId, CreatorExportState, ExportFormat
from services.discovery.exports.policy import EXPORTS
from services.discovery.lists.schemas import ListName
from services.discovery.saved_searches.schemas import SearchCriteria, kept_search
from shared.events.discovery import ListId
from shared.events.identity import OrganizationId
from shared.schemas import Body, OpenEnum, Resource, Timestamp


class NewCreatorExport(Body):
    """Whom to take along: the creators of one list, or those whom one search finds."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"list_id": "lst_01k4s3m7v8e9tb2h6jq0xyzwpn", "format": "csv"},
                {
                    "search": {"category": ["food"], "audience_country": ["US:0.4"], "sort": "-follower_count"},
                    "format": "parquet",
                },
            ]
        }
    )

    list_id: Annotated[ListName | None, Field(description="One of your lists. Either this or `search`.")] = None
    search: Annotated[
        SearchCriteria | None, Field(description="As in `POST /v1/creators/search`, without what belongs to a page.")
    ] = None
    format: ExportFormat = ExportFormat.CSV

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.list_id is None) == (self.search is None):
            raise PydanticCustomError("list_or_search", "name either a list or a search")
        return self


def _as_kept(search: Mapping[str, Any] | None) -> SearchCriteria | None:
    return None if search is None else kept_search(search)


class CreatorExportOut(Resource):
    """Creators to take along as a file."""

    id: CreatorExportId
    object: Literal["creator_export"] = "creator_export"
    version: int
    organization_id: OrganizationId
    list_id: ListId | None
    search: Annotated[SearchCriteria | None, BeforeValidator(_as_kept)]
    format: OpenEnum[ExportFormat]
    state: OpenEnum[CreatorExportState]
    actions: list[str]
    is_final: bool
    total_count: Annotated[int, Field(description="How many creators there were when you asked for it.")]
    row_count: Annotated[
        int,
        Field(description=f"How many of them the file takes: {EXPORTS.most_rows} at most, the first in the order of the search."),
    ]
    expires_at: Annotated[Timestamp, Field(description="Until then it may be fetched, as often as you like.")]
    download: Annotated[
        str | None,
        Field(
            description="Where the file is fetched; null when its time is over.",
            examples=["/v1/creator-exports/cex_01k4s3m7v8e9tb2h6jq0xyzwpn/content"],
        ),
    ]
