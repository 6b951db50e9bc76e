"""Exports over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from functools import partial
from typing import Annotated, Any

from fastapi import Depends, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.exports import queries, service
from services.discovery.exports.columns import OF_CREATORS, OF_LISTS, in_words
from services.discovery.exports.downloads import Download, TooManyDownloads
from services.discovery.exports.models import CreatorExport, CreatorExportId, CreatorExportState, ExportFormat
from services.discovery.exports.schemas import CreatorExportOut, NewCreatorExport
from services.discovery.exports.service import CreatorExportExpired
from services.discovery.exports.writing import Pages, as_csv, as_parquet
from services.discovery.lists.queries import ids_of
from services.discovery.lists.routes import KEEPERS, READ, WRITE
from services.discovery.lists.schemas import ListName
from services.discovery.lists.service import own_list
from services.discovery.saved_searches.schemas import kept_search
from services.discovery.search import index
from services.discovery.search.index import Index
from services.discovery.search.parameters import day_rates, query_of
from services.discovery.search.postgres import PostgresIndex
from shared.auth import Caller, OwnOrganization, require_scope
from shared.clock import Now
from shared.errors import Invalid, NotFound
from shared.pages import Listing, Paging
from shared.routing import Router, Session, finish_step
from shared.service import Context, ServiceContext

router = Router(tags=["lists"])

MEDIA_TYPES = {ExportFormat.CSV: "text/csv", ExportFormat.PARQUET: "application/vnd.apache.parquet"}
SEARCHES = "creators:read"
"""The scope of searches: a key that keeps lists takes the market along no more than it may search it."""
FILE: dict[str, Any] = {
    "responses": {
        "200": {
            "description": "The columns, in this order; read them by their names, as others may come to stand among them:"
            f" {in_words(OF_CREATORS)}. In a list also {in_words(OF_LISTS[len(OF_CREATORS) :])}.",
            "content": {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in MEDIA_TYPES.values()},
        }
    }
}
"""What the contract says of the answer, which is no JSON."""


async def _own(creator_export_id: CreatorExportId, owner: OwnOrganization, session: Session) -> CreatorExport:
    found = await queries.own_export(session, creator_export_id, owner=owner)
    if found is None:
        raise NotFound
    return found


OwnExport = Annotated[CreatorExport, Depends(_own)]


def _index_of(context: Context[Any], session: AsyncSession) -> Index:
    return context.ports.memory_index or PostgresIndex(session)


def _refused(name: str, code: str, detail: str) -> Invalid:
    return Invalid.at(f"/search/{name}", code, detail)


@router.post("/creator-exports", scope=WRITE, organizations=KEEPERS, status_code=202, problems=[NotFound])
async def create_creator_export(
    body: NewCreatorExport,
    response: Response,
    principal: Caller,
    owner: OwnOrganization,
    session: Session,
    context: ServiceContext,
    now: Now,
) -> CreatorExportOut:
    """Take the creators of a list, or those whom a search finds, along as a file: up to 100,000 of them.

    Whom a search finds takes the scope `creators:read`, too, here and where the file is fetched.

    `download` is where the file is fetched, from now on and for 24 hours: there is nothing to wait for, and no event tells of it.
    The file is written whenever it is fetched, so it never tells of anybody who has left meanwhile; prices are compared at the
    exchange rates of the day on which you asked for it.
    """
    own = await own_list(session, body.list_id, owner=owner) if body.list_id is not None else None
    if body.search is not None:
        require_scope(principal, SEARCHES)
        query = query_of(body.search, await day_rates(body.search, context.ports.exchange_rates, on=now.date()), refuse=_refused)
        await finish_step(session)  # an index in the database needs a session that has not begun
        total = (await _index_of(context, session).search(query)).total
        await finish_step(session)
    else:
        assert own is not None
        total = await queries.count_of_list(session, own.id)
    made = await service.ask_for(session, owner=owner, list_id=own and own.id, wanted=body, total=total, now=now)
    response.headers["Location"] = f"/v1/creator-exports/{made.id}"
    return made


@router.get("/creator-exports", scope=READ, organizations=KEEPERS)
async def list_creator_exports(
    owner: OwnOrganization,
    session: Session,
    page: Paging,
    list_id: Annotated[list[ListName] | None, Query(description="Of one of these lists.")] = None,
    state: Annotated[list[CreatorExportState] | None, Query(description="One of these states.")] = None,
) -> Listing[CreatorExportOut]:
    """List your organization's exports."""
    of_lists = ids_of(list_id, owner=owner) if list_id else None
    return await queries.exports_of(session, owner, list_ids=of_lists, states=state, page=page)


@router.get("/creator-exports/{creator_export_id}", scope=READ, organizations=KEEPERS, problems=[NotFound])
async def get_creator_export(own: OwnExport) -> CreatorExportOut:
    """Read one of your exports. A list that is removed takes its exports with it."""
    return own


@router.get(
    "/creator-exports/{creator_export_id}/content",
    scope=READ,
    organizations=KEEPERS,
    response_class=Response,
    problems=[NotFound, CreatorExportExpired, TooManyDownloads],
    openapi_extra=FILE,
)
async def get_creator_export_content(
    own: OwnExport, principal: Caller, session: Session, context: ServiceContext, now: Now
) -> Response:
    """Fetch the file: one row for each creator, in the order of the list or the search, as they are now.

    Who is hidden is left out; who moves in the order while the file is written may be missing, and nobody stands in it twice.
    Rates are in minor units of their currency, shares from 0 to 1, and times in UTC. In CSV (RFC 4180, UTF-8), `;` separates the
    values of one column, as in `US:0.61;CA:0.1` and `video:60000:USD`, and a text that a spreadsheet would take for a formula has
    an apostrophe before it. In Parquet they are lists, maps and structures. A file that breaks off was not whole: fetch it again.

    Where too many files are on their way at once the answer is 429 `too_many_downloads`, before anything is read.
    """
    if own.search is not None:
        require_scope(principal, SEARCHES)
    service.require_standing(own, now=now)
    await finish_step(session)  # each page has a session of its own
    columns = OF_CREATORS if own.list_id is None else OF_LISTS
    write = partial(as_csv if own.format is ExportFormat.CSV else as_parquet, columns=columns)
    headers = {
        "Content-Disposition": f'attachment; filename="creators-{own.id}.{own.format}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    pages, media_type = await _pages(own, context), MEDIA_TYPES[own.format]
    return Download(context.ports.downloads, own.organization_id, pages, write, headers=headers, media_type=media_type)


async def _pages(own: CreatorExport, context: Context[Any]) -> Pages:
    if own.list_id is not None:
        return service.pages_of_list(context.step, own.list_id)
    assert own.search is not None
    asked = kept_search(own.search)
    rates = await day_rates(asked, context.ports.exchange_rates, on=own.created_at.date())
    query: index.Query = query_of(asked, rates)
    return service.pages_of_search(context.step, lambda session: _index_of(context, session), query)
