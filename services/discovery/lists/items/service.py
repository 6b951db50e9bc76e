"""What can happen with the entries of a list, whose row is locked meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.lists.items import queries
from services.discovery.lists.items.models import ListItem, ListItemId
from services.discovery.lists.items.ordering import between
from services.discovery.lists.items.schemas import AfterItem, BeforeItem, NewListItem
from services.discovery.lists.models import CreatorList
from services.discovery.lists.policy import LISTS
from services.discovery.profiles.queries import creators
from services.discovery.profiles.service import readable
from shared.batches import BatchResult, Result, made, refused
from shared.errors import NotFound, Problem


class AlreadyInList(Problem, status=409, code="already_in_list"):
    """This creator is in this list."""


class ListFull(Problem, status=409, code="list_full"):
    """This list holds as many creators as one may; `maximum` says how many."""


async def add(session: AsyncSession, *, own: CreatorList, wanted: NewListItem) -> ListItem:
    """Put a creator into a list. Raises `ListFull`, `AlreadyInList`, `NotHeardOf`, and `NotFound` for a place beside nothing.

    Whoever is refused has changed nothing: under the list's lock everything is known before the first write.
    """
    if own.item_count >= LISTS.most_items:
        raise ListFull(maximum=LISTS.most_items)
    creator = await readable(session, wanted.creator_id)
    if await queries.has_creator(session, own.id, creator.id):
        raise AlreadyInList
    position = await _position(session, own, wanted.position)

    item = ListItem(
        list_id=own.id,
        listed=creator,
        creator_id=creator.id,
        note=wanted.note,
        tags=wanted.tags,
        position=position,
        decision=None,
    )
    own.item_count += 1
    session.add(item)
    await session.flush()
    return item


async def add_all(session: AsyncSession, *, own: CreatorList, wanted: Sequence[NewListItem]) -> BatchResult[ListItem]:
    """Put several creators into a list: each succeeds or fails for itself."""
    known = await creators(session, [one.creator_id for one in wanted])  # read at once, and held while each is looked at
    results: list[Result[ListItem]] = []
    for index, one in enumerate(wanted):
        try:
            results.append(made(index, await add(session, own=own, wanted=one)))
        except Problem as problem:
            results.append(refused(index, problem))
    del known
    return BatchResult(results)


async def change(session: AsyncSession, *, own: CreatorList, item: ListItem, changes: Mapping[str, Any]) -> ListItem:
    """Change what is noted about a creator, or where they stand. Raises `NotFound` for a place beside nothing."""
    for name, value in changes.items():
        if name == "position":
            item.position = await _position(session, own, value, moved=item)
        else:
            setattr(item, name, value)
    await session.flush()
    return item


async def remove(session: AsyncSession, *, own: CreatorList, item: ListItem) -> None:
    """Take a creator out of a list. What clients said of them stays with the approval."""
    await session.delete(item)
    own.item_count -= 1
    await session.flush()


# --- the order ------------------------------------------------------------------------------------------------------------


async def _position(
    session: AsyncSession, own: CreatorList, place: BeforeItem | AfterItem | None, *, moved: ListItem | None = None
) -> int:
    """Find a position for a place; where there is no room, all entries get new ones first."""
    but = moved.id if moved is not None else None
    position = await _between_neighbours(session, own, place, but=but)
    if position is None:
        await queries.renumber(session, own.id)
        own.renumberings += 1
        position = await _between_neighbours(session, own, place, but=but)
    assert position is not None
    return position


async def _between_neighbours(
    session: AsyncSession, own: CreatorList, place: BeforeItem | AfterItem | None, *, but: ListItemId | None
) -> int | None:
    match place:
        case None:
            return between(await queries.last_position(session, own.id, but=but), None)
        case BeforeItem():
            there = await _existing(session, own, place.before)
            return (
                there if place.before == but else between(await queries.position_before(session, own.id, there, but=but), there)
            )
        case AfterItem():
            there = await _existing(session, own, place.after)
            return there if place.after == but else between(there, await queries.position_after(session, own.id, there, but=but))


async def _existing(session: AsyncSession, own: CreatorList, id: ListItemId) -> int:
    position = await queries.position_of(session, own.id, id)
    if position is None:
        raise NotFound
    return position
