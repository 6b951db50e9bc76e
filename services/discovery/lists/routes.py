"""Lists over HTTP. A list belongs to one organization; anybody else's is not found."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from services.discovery.lists import queries, service
from services.discovery.lists.models import CreatorList
from services.discovery.lists.schemas import FAVOURITES, ListName, ListOut, ListPatch, NewList
from services.discovery.lists.service import ExternalReferenceTaken, FavouritesStay
from shared.auth import OwnOrganization
from shared.errors import NotFound, PreconditionFailed
from shared.etags import SeenVersion
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.schemas import Text

router = Router(tags=["lists"])

READ, WRITE = "lists:read", "lists:write"
KEEPERS = ["brand", "agency"]
"""Who keeps lists of creators."""


async def _own_list(list_id: ListName, owner: OwnOrganization, session: Session) -> CreatorList:
    return await service.own_list_to_read(session, list_id, owner=owner)


async def _own_list_for_update(list_id: ListName, owner: OwnOrganization, session: Session) -> CreatorList:
    return await service.own_list_for_update(session, list_id, owner=owner)


async def _own_list_as_seen(own: "OwnListForUpdate", seen: SeenVersion) -> CreatorList:
    seen.check_if_said(own)
    return own


OwnList = Annotated[CreatorList, Depends(_own_list)]
OwnListForUpdate = Annotated[CreatorList, Depends(_own_list_for_update)]
"""Locked: its entries and approvals change one after the other."""
OwnListAsSeen = Annotated[CreatorList, Depends(_own_list_as_seen)]
"""Locked; If-Match is not required here, and honoured where it is sent."""
WithReferences = Annotated[
    list[Annotated[Text, Field(max_length=200)]] | None, Query(description="With one of these external references.")
]


@router.post("/lists", scope=WRITE, organizations=KEEPERS, status_code=201, problems=[ExternalReferenceTaken])
async def create_list(body: NewList, owner: OwnOrganization, session: Session) -> ListOut:
    """Make a list of creators. All members of your organization share it."""
    return await service.create(session, owner=owner, new=body)


@router.get("/lists", scope=READ, organizations=KEEPERS)
async def list_lists(
    owner: OwnOrganization, session: Session, page: Paging, external_reference: WithReferences = None
) -> Listing[ListOut]:
    """List your organization's lists. The favourites are among them once somebody has asked for them."""
    return await queries.lists_of(session, owner, external_references=external_reference, page=page)


@router.get("/lists/favourites", scope=READ, organizations=KEEPERS, only_reads=False)
async def get_favourites(owner: OwnOrganization, session: Session) -> ListOut:
    """Read the list that every organization has: its favourites. `favourites` stands for its id wherever a list is named."""
    return await service.own_list(session, FAVOURITES, owner=owner)


@router.get("/lists/{list_id}", scope=READ, organizations=KEEPERS, problems=[NotFound])
async def get_list(own: OwnList) -> ListOut:
    """Read one of your lists; its entries have their own address."""
    return own


@router.patch(
    "/lists/{list_id}",
    scope=WRITE,
    organizations=KEEPERS,
    problems=[NotFound, ExternalReferenceTaken, PreconditionFailed],
)
async def change_list(own: OwnListAsSeen, body: ListPatch, session: Session) -> ListOut:
    """Change what a list says of itself: a JSON merge patch. With If-Match, only if nothing has changed since you looked."""
    return await service.change(session, own=own, changes=body.changes())


@router.delete(
    "/lists/{list_id}",
    scope=WRITE,
    organizations=KEEPERS,
    status_code=204,
    problems=[NotFound, FavouritesStay, PreconditionFailed],
)
async def delete_list(own: OwnListAsSeen, session: Session) -> None:
    """Remove a list with its entries, notes and decisions. Clients who were asked about it find nothing any more."""
    await service.delete(session, own=own)
