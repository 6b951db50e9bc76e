"""What callers receive about imports."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from services.discovery.imports.models import CreatorImportState, RowProblem, RowStatus
from services.discovery.imports.policy import IMPORTS
from shared.events.discovery import CreatorImportId, ListId
from shared.events.identity import CreatorId, OrganizationId
from shared.schemas import OpenEnum, Resource, View

DETAILS = {
    RowProblem.HANDLE_INVALID: f"A handle has 1 to {IMPORTS.longest_handle} characters, and no space among them.",
    RowProblem.PLATFORM_INVALID: "A platform is a word in lower_snake_case.",
    RowProblem.NOT_FOUND: "Nobody who takes new work has this handle on this platform.",
    RowProblem.REPEATED: "An earlier row names this creator.",
    RowProblem.ALREADY_IN_LIST: "This creator was in the list.",
    RowProblem.LIST_FULL: "The list holds as many creators as one may.",
}


def _explained(code: Any) -> Any:
    return {"code": code, "detail": DETAILS[code]} if isinstance(code, RowProblem) else code


class CreatorImportOut(Resource):
    """Handles that you brought. `matched_count` and `failed_count` add up to the rows that were looked at."""

    id: CreatorImportId
    object: Literal["creator_import"] = "creator_import"
    version: int
    organization_id: OrganizationId
    list_id: Annotated[ListId | None, Field(description="Where those who are found go; null: nowhere.")]
    state: Annotated[
        OpenEnum[CreatorImportState],
        Field(description="`failed`: the list was removed before all rows were looked at; the others are as they say."),
    ]
    actions: list[str]
    is_final: bool
    row_count: int
    matched_count: Annotated[int, Field(description="Rows whose creator was found: added, matched, duplicate.")]
    added_count: Annotated[int, Field(description="Of those: whose creator went into the list by this import.")]
    failed_count: Annotated[int, Field(description="Rows that name nobody: not_found, invalid.")]


class RowProblemOut(View):
    """Why a row did not do what it was meant to."""

    code: OpenEnum[RowProblem]
    detail: str


class CreatorImportRowOut(View):
    """What became of one row."""

    object: Literal["creator_import_row"] = "creator_import_row"
    row: Annotated[int, Field(description="The line on which it stands in what you sent, from 1; the header of CSV is line 1.")]
    platform: str
    handle: Annotated[str, Field(description=f"As you sent it; {IMPORTS.longest_handle} characters of it at most.")]
    status: Annotated[
        OpenEnum[RowStatus],
        Field(
            description="`added`: found, and put at the end of the list. `matched`: found, with no list to go to or no room in"
            " it. `duplicate`: found, by an earlier row or in the list already. `not_found`: nobody whom searches show has this"
            " handle. `invalid`: this is no handle."
        ),
    ]
    creator_id: Annotated[CreatorId | None, Field(description="Null where nobody was found.")]
    problem: Annotated[RowProblemOut | None, BeforeValidator(_explained)]
