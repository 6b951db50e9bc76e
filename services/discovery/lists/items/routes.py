"""The entries of lists over HTTP, below their list."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

import time
from typing import Annotated, Literal

from fastapi import Depends, Query, Request

from services.discovery.lists.items import queries, service
from services.discovery.lists.items.models import ListItem, ListItemId
from services.discovery.lists.items.schemas import (
    ListItemBatchOut,
    ListItemOut,
    ListItemPatch,
    NewListItem,
    NewListItems,
    Tag,
)
from services.discovery.lists.items.service import AlreadyInList, ListFull
from services.discovery.lists.routes import KEEPERS, READ, WRITE, OwnList, OwnListForUpdate
from services.discovery.lists.schemas import ListName
from services.discovery.lists.service import own_list_for_update
from services.discovery.profiles.queries import creators
from shared.errors import NotFound, PreconditionFailed
from shared.etags import SeenVersion
from shared.events.identity import CreatorId
from shared.pages import LARGEST_PAGE, CursorInvalid, Listing, Page, binding
from shared.routing import LATE_COPY_SECONDS, Router, Session, finish_step
from shared.schemas import Instant
from shared.service import ServiceContext

router = Router(tags=["lists"])


async def _item(list_item_id: ListItemId, own: OwnList, session: Session) -> ListItem:
    found = await queries.item(session, list_item_id, list_id=own.id)
    if found is None:
        raise NotFound
    return found


async def _item_for_update(list_item_id: ListItemId, own: OwnListForUpdate, session: Session, seen: SeenVersion) -> ListItem:
    found = await queries.item_for_update(session, list_item_id, list_id=own.id)
    if found is None:
        raise NotFound
    seen.check_if_said(found)
    return found


async def _item_page(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="How many at most.")] = 20,
    cursor: Annotated[str | None, Query(max_length=2000, description="`next_cursor` of the page before.")] = None,
    sort: Annotated[
        Literal["position", "created_at", "updated_at"],
        Query(
            description="`position`: the list's own order. `created_at`: newest first. `updated_at`: oldest change first, for"
            " clients that sync."
        ),
    ] = "position",
    updated_at_min: Annotated[Instant | None, Query(description="Only what changed at or after this time.")] = None,
) -> Page:
    key: bytes = request.app.state.context.settings.derived_key("cursors")
    return Page(limit=limit, cursor=cursor, sort=sort, updated_at_min=updated_at_min, key=key, bound_to=binding(request))


Item = Annotated[ListItem, Depends(_item)]
ItemForUpdate = Annotated[ListItem, Depends(_item_for_update)]
"""Locked, and its list before it; If-Match is not required here, and honoured where it is sent."""
ItemPaging = Annotated[Page, Depends(_item_page)]


@router.post(
    "/lists/{list_id}/items",
    scope=WRITE,
    organizations=KEEPERS,
    status_code=201,
    problems=[NotFound, AlreadyInList, ListFull],
)
async def add_list_item(own: OwnListForUpdate, body: NewListItem, session: Session) -> ListItemOut:
    """Put a creator into a list, at the end or beside another entry. A list holds a creator once, and 10,000 of them at most."""
    return await service.add(session, own=own, wanted=body)


@router.post("/lists/{list_id}/items/batch", scope=WRITE, organizations=KEEPERS, problems=[NotFound])
async def add_list_items(
    list_id: ListName, own: OwnList, body: NewListItems, session: Session, context: ServiceContext
) -> ListItemBatchOut:
    """Put up to 100 creators into a list; each item says what became of it."""
    wanted, until = {one.creator_id for one in body.items}, time.monotonic() + LATE_COPY_SECONDS
    while len(await creators(session, list(wanted))) < len(wanted) and time.monotonic() < until:
        await finish_step(session)  # a late copy is waited for outside any transaction
        await context.arrivals.wait(0.1)
    locked = await own_list_for_update(session, list_id, owner=own.organization_id)
    return await service.add_all(session, own=locked, wanted=body.items)


@router.get("/lists/{list_id}/items", scope=READ, organizations=KEEPERS, problems=[NotFound, CursorInvalid])
async def list_list_items(
    own: OwnList,
    session: Session,
    page: ItemPaging,
    creator_id: Annotated[list[CreatorId] | None, Query(description="Of one of these creators.")] = None,
    tag: Annotated[list[Tag] | None, Query(description="With one of these tags.")] = None,
) -> Listing[ListItemOut]:
    """List the creators of a list.

    A page goes on behind the entry that was last on the page before: an entry that nobody moves meanwhile is neither missed nor
    repeated, whatever is added, removed or moved around it.
    """
    return await queries.items_of(session, own, creator_ids=creator_id, tags=tag, page=page)


@router.get("/lists/{list_id}/items/{list_item_id}", scope=READ, organizations=KEEPERS, problems=[NotFound])
async def get_list_item(item: Item) -> ListItemOut:
    """Read one entry of a list."""
    return item


@router.patch(
    "/lists/{list_id}/items/{list_item_id}", scope=WRITE, organizations=KEEPERS, problems=[NotFound, PreconditionFailed]
)
async def change_list_item(own: OwnListForUpdate, item: ItemForUpdate, body: ListItemPatch, session: Session) -> ListItemOut:
    """Change what you note about a creator, or move the entry before or behind another one: a JSON merge patch.

    With If-Match, only if nothing has changed since you looked.
    """
    return await service.change(session, own=own, item=item, changes=body.changes())


@router.delete(
    "/lists/{list_id}/items/{list_item_id}",
    scope=WRITE,
    organizations=KEEPERS,
    status_code=204,
    problems=[NotFound, PreconditionFailed],
)
async def remove_list_item(own: OwnListForUpdate, item: ItemForUpdate, session: Session) -> None:
    """Take a creator out of a list."""
    await service.remove(session, own=own, item=item)
