"""Saved searches over HTTP. A search belongs to one organization; anybody else's is not found."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends

from services.discovery.saved_searches import queries, service
from services.discovery.saved_searches.models import SavedSearch, SavedSearchMatch, SavedSearchMatchId
from services.discovery.saved_searches.schemas import (
    NewSavedSearch,
    SavedSearchMatchOut,
    SavedSearchOut,
    SavedSearchPatch,
)
from services.discovery.saved_searches.service import TooManySavedSearches
from shared.auth import OwnOrganization
from shared.errors import NotFound, PreconditionFailed
from shared.etags import SeenVersion
from shared.events.discovery import SavedSearchId
from shared.pages import Listing, Paging
from shared.routing import Router, Session

router = Router(tags=["saved searches"])

READ, WRITE = "lists:read", "lists:write"
KEEPERS = ["brand", "agency"]


async def _own(saved_search_id: SavedSearchId, owner: OwnOrganization, session: Session) -> SavedSearch:
    found = await queries.own_search(session, saved_search_id, owner=owner)
    if found is None:
        raise NotFound
    return found


async def _own_for_update(
    saved_search_id: SavedSearchId, owner: OwnOrganization, session: Session, seen: SeenVersion
) -> SavedSearch:
    found = await queries.own_search_for_update(session, saved_search_id, owner=owner)
    if found is None:
        raise NotFound
    seen.check_if_said(found)
    return found


async def _match(saved_search_match_id: SavedSearchMatchId, own: "OwnSearch", session: Session) -> SavedSearchMatch:
    found = await queries.match(session, own, saved_search_match_id)
    if found is None:
        raise NotFound
    return found


OwnSearch = Annotated[SavedSearch, Depends(_own)]
OwnSearchForUpdate = Annotated[SavedSearch, Depends(_own_for_update)]
"""Locked; If-Match is not required here, and honoured where it is sent."""


@router.post("/saved-searches", scope=WRITE, organizations=KEEPERS, status_code=201, problems=[TooManySavedSearches])
async def create_saved_search(body: NewSavedSearch, owner: OwnOrganization, session: Session) -> SavedSearchOut:
    """Keep a search, and be told of creators who come to match it.

    Who matches already is found by searching: save first and search then, and nobody is missed. From now on a creator who begins
    to match, because something of theirs has changed or they are new, is noted within a second or two, once while they go on
    matching, and again when they ceased and began anew.
    Prices are compared by the exchange rates of the day on which the creator changes.
    """
    return await service.create(session, owner=owner, new=body)


@router.get("/saved-searches", scope=READ, organizations=KEEPERS)
async def list_saved_searches(owner: OwnOrganization, session: Session, page: Paging) -> Listing[SavedSearchOut]:
    """List the searches that your organization keeps."""
    return await queries.searches_of(session, owner, page=page)


@router.get("/saved-searches/{saved_search_id}", scope=READ, organizations=KEEPERS, problems=[NotFound])
async def get_saved_search(own: OwnSearch) -> SavedSearchOut:
    """Read one of your searches."""
    return own


@router.patch("/saved-searches/{saved_search_id}", scope=WRITE, organizations=KEEPERS, problems=[NotFound, PreconditionFailed])
async def change_saved_search(own: OwnSearchForUpdate, body: SavedSearchPatch, session: Session) -> SavedSearchOut:
    """Change a search: a JSON merge patch. With If-Match, only if nothing has changed since you looked.

    Another search begins anew, and forgets its matches. Whoever came while alerts were off is not told of when they are on again.
    """
    return await service.change(session, saved=own, patch=body)


@router.delete(
    "/saved-searches/{saved_search_id}",
    scope=WRITE,
    organizations=KEEPERS,
    status_code=204,
    problems=[NotFound, PreconditionFailed],
)
async def delete_saved_search(own: OwnSearchForUpdate, session: Session) -> None:
    """Keep a search no more, nor who came to match it."""
    await service.delete(session, saved=own)


@router.get("/saved-searches/{saved_search_id}/matches", scope=READ, organizations=KEEPERS, problems=[NotFound])
async def list_saved_search_matches(own: OwnSearch, session: Session, page: Paging) -> Listing[SavedSearchMatchOut]:
    """List who came to match a search after it was saved, and matches it now; the newest first.

    With alerts off they are noted too. `updated_at_min` gives those since a time.
    """
    return await queries.matches_of(session, own, page=page)


@router.get(
    "/saved-searches/{saved_search_id}/matches/{saved_search_match_id}",
    scope=READ,
    organizations=KEEPERS,
    problems=[NotFound],
)
async def get_saved_search_match(match: Annotated[SavedSearchMatch, Depends(_match)]) -> SavedSearchMatchOut:
    """Read one match that still stands."""
    return match
