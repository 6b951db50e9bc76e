"""Imports over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

import asyncio
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response

from services.discovery.imports import queries, service
from services.discovery.imports.models import CreatorImport, CreatorImportState, RowStatus
from services.discovery.imports.policy import IMPORTS
from services.discovery.imports.reading import CSV, JSON_LINES, FileTypeUnsupported, read
from services.discovery.imports.schemas import CreatorImportOut, CreatorImportRowOut
from services.discovery.imports.service import TooManyImports
from services.discovery.lists.routes import KEEPERS, READ, WRITE
from services.discovery.lists.schemas import ListName
from services.discovery.lists.service import own_list
from shared.auth import OwnOrganization
from shared.errors import NotFound, TooLarge
from shared.events.discovery import CreatorImportId
from shared.pages import LARGEST_PAGE, CursorInvalid, Listing, Page, Paging, binding
from shared.routing import Router, Session
from shared.schemas import Slug

router = Router(tags=["lists"])

_FILE = {"type": "string", "format": "binary"}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        # CSV comes last: what is written from the contract sends a file as the last of these.
        "content": {
            JSON_LINES: {"schema": _FILE, "example": '{"platform": "sandbox", "handle": "ana.cooks"}\n'},
            CSV: {"schema": _FILE, "example": "platform,handle\nsandbox,ana.cooks\n"},
        },
    }
}
"""What the contract says of the body, which is no JSON."""


async def _own(creator_import_id: CreatorImportId, owner: OwnOrganization, session: Session) -> CreatorImport:
    found = await queries.own_import(session, creator_import_id, owner=owner)
    if found is None:
        raise NotFound
    return found


async def _row_page(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="How many at most.")] = 20,
    cursor: Annotated[str | None, Query(max_length=2000, description="`next_cursor` of the page before.")] = None,
) -> Page:
    key: bytes = request.app.state.context.settings.derived_key("cursors")
    return Page(limit=limit, cursor=cursor, sort="row", updated_at_min=None, key=key, bound_to=binding(request))


OwnImport = Annotated[CreatorImport, Depends(_own)]
RowPaging = Annotated[Page, Depends(_row_page)]


@router.post(
    "/creator-imports",
    scope=WRITE,
    organizations=KEEPERS,
    status_code=202,
    takes_raw_body=True,
    largest_raw_body=IMPORTS.most_bytes,
    problems=[NotFound, TooLarge, FileTypeUnsupported, TooManyImports],
    openapi_extra=BODY,
)
async def create_creator_import(
    request: Request,
    response: Response,
    owner: OwnOrganization,
    session: Session,
    list_id: Annotated[ListName | None, Query(description="Put those who are found at the end of this list.")] = None,
    platform: Annotated[Slug | None, Query(description="Where the handles are that name no platform themselves.")] = None,
) -> CreatorImportOut:
    """Look for up to 10,000 handles, and put whoever is found into a list.

    The body is CSV, whose first line names the columns `handle` and perhaps `platform`, or JSON lines, objects with these
    members; UTF-8, 2 MiB at most. A body whose form is wrong is refused as a whole, by the line that is wrong. So is one with any
    other column or member, by its name: take such columns out of a sheet first. A mistyped `platform` would else go unseen.

    The work is done after the answer: `Location` is where to look how far it is, the event `creator_import.completed` or
    `creator_import.failed` tells of its end, and the rows say what became of each. Ten imports of an organization may be under
    way. Case, accents and an `@` before a handle do not matter. Only creators whom searches show are found: who is hidden is as
    unknown as who never was here.
    """
    into = await own_list(session, list_id, owner=owner) if list_id is not None else None
    rows = await asyncio.to_thread(
        read, await request.body(), request.headers.get("content-type", ""), platform=platform
    )  # other requests go on meanwhile
    made = await service.bring(session, owner=owner, list_id=into and into.id, rows=rows)
    response.headers["Location"] = f"/v1/creator-imports/{made.id}"
    return made


@router.get("/creator-imports", scope=READ, organizations=KEEPERS)
async def list_creator_imports(
    owner: OwnOrganization,
    session: Session,
    page: Paging,
    state: Annotated[list[CreatorImportState] | None, Query(description="One of these states.")] = None,
) -> Listing[CreatorImportOut]:
    """List your organization's imports."""
    return await queries.imports_of(session, owner, states=state, page=page)


@router.get("/creator-imports/{creator_import_id}", scope=READ, organizations=KEEPERS, problems=[NotFound])
async def get_creator_import(own: OwnImport) -> CreatorImportOut:
    """Read how far an import is. With If-None-Match and `Prefer: wait=20`, the answer waits for news."""
    return own


@router.get("/creator-imports/{creator_import_id}/rows", scope=READ, organizations=KEEPERS, problems=[NotFound, CursorInvalid])
async def list_creator_import_rows(
    own: OwnImport,
    session: Session,
    page: RowPaging,
    status: Annotated[list[RowStatus] | None, Query(description="With one of these results.")] = None,
) -> Listing[CreatorImportRowOut]:
    """List what became of the rows that were looked at, in the order in which you sent them."""
    return await queries.rows_of(session, own.id, statuses=status, page=page)
