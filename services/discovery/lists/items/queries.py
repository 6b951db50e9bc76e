"""Every SELECT about the entries of lists."""

from collections.abc import Collection, Sequence

from sqlalchemy import cast, func, select, text, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.discovery.lists.approvals.models import ListDecision
from services.discovery.lists.items.models import ListItem, ListItemId
from services.discovery.lists.items.ordering import GAP
from services.discovery.lists.models import CreatorList
from shared.events.discovery import ListId
from shared.events.identity import CreatorId
from shared.pages import CursorInvalid, Page, Slice

WITH_NEIGHBOURS = (
    joinedload(ListItem.listed),
    joinedload(ListItem.decision).joinedload(ListDecision.approval),
)
IN_ORDER = "position"


async def item(session: AsyncSession, id: ListItemId, *, list_id: ListId) -> ListItem | None:
    """Find an entry of a list."""
    query = select(ListItem).where(ListItem.id == id, ListItem.list_id == list_id)
    return await session.scalar(query.options(*WITH_NEIGHBOURS))


async def item_for_update(session: AsyncSession, id: ListItemId, *, list_id: ListId) -> ListItem | None:
    """Find and lock an entry of a list that is locked: a client's decision locks the entry alone."""
    query = select(ListItem).where(ListItem.id == id, ListItem.list_id == list_id).options(*WITH_NEIGHBOURS)
    return await session.scalar(query.with_for_update(of=ListItem).execution_options(populate_existing=True))


async def item_of_creator_for_update(session: AsyncSession, list_id: ListId, creator_id: CreatorId) -> ListItem | None:
    """Find and lock the entry of a creator."""
    query = select(ListItem).where(ListItem.list_id == list_id, ListItem.creator_id == creator_id)
    query = query.options(joinedload(ListItem.listed), joinedload(ListItem.decision))
    return await session.scalar(query.with_for_update(of=ListItem).execution_options(populate_existing=True))


async def has_creator(session: AsyncSession, list_id: ListId, creator_id: CreatorId) -> bool:
    """Tell whether a creator is in a list."""
    found = select(ListItem.id).where(ListItem.list_id == list_id, ListItem.creator_id == creator_id)
    return await session.scalar(found) is not None


async def items_of(
    session: AsyncSession,
    own: CreatorList,
    *,
    creator_ids: Collection[CreatorId] | None,
    tags: Collection[str] | None,
    page: Page,
) -> Slice[ListItem]:
    """List the entries of a list, in its order or by their times."""
    query = select(ListItem).where(ListItem.list_id == own.id).options(*WITH_NEIGHBOURS)
    if creator_ids:
        query = query.where(ListItem.creator_id.in_(creator_ids))
    if tags:
        query = query.where(ListItem.tags.overlap(cast(list(tags), ARRAY(TEXT))))
    if page.sort != IN_ORDER:
        return await page.of(session, query, ListItem)

    if page.updated_at_min is not None:
        query = query.where(ListItem.updated_at >= page.updated_at_min)
    if page.after is not None:
        position, id = await place_of(session, own, page.after)
        query = query.where(tuple_(ListItem.position, ListItem.id) > (position, id))
    rows = list(await session.scalars(query.order_by(ListItem.position, ListItem.id).limit(page.limit + 1)))
    return page.slice(rows, place=lambda row: [own.renumberings, row.position, row.id])


async def place_of(session: AsyncSession, own: CreatorList, after: Sequence[int | str]) -> tuple[int, ListItemId]:
    """Tell where a cursor stands now. Raises `CursorInvalid` where its entry is gone and all others got new positions."""
    renumberings, position, id = int(after[0]), int(after[1]), ListItemId(str(after[2]))
    if renumberings != own.renumberings:
        found = await session.scalar(select(ListItem.position).where(ListItem.id == id, ListItem.list_id == own.id))
        if found is None:
            raise CursorInvalid
        position = found
    return position, id


# --- positions: read and written under the list's lock ------------------------------------------------------------------


async def last_position(session: AsyncSession, list_id: ListId, *, but: ListItemId | None = None) -> int | None:
    """Tell the position of a list's last entry, leaving one out of account."""
    query = select(func.max(ListItem.position)).where(ListItem.list_id == list_id)
    return await session.scalar(query if but is None else query.where(ListItem.id != but))


async def position_of(session: AsyncSession, list_id: ListId, id: ListItemId) -> int | None:
    """Tell the position of one entry."""
    return await session.scalar(select(ListItem.position).where(ListItem.list_id == list_id, ListItem.id == id))


async def position_after(session: AsyncSession, list_id: ListId, position: int, *, but: ListItemId | None) -> int | None:
    """Tell the next position, leaving one entry out of account."""
    query = select(func.min(ListItem.position)).where(ListItem.list_id == list_id, ListItem.position > position)
    return await session.scalar(query if but is None else query.where(ListItem.id != but))


async def position_before(session: AsyncSession, list_id: ListId, position: int, *, but: ListItemId | None) -> int | None:
    """Tell the position before one, leaving one entry out of account."""
    query = select(func.max(ListItem.position)).where(ListItem.list_id == list_id, ListItem.position < position)
    return await session.scalar(query if but is None else query.where(ListItem.id != but))


_RENUMBER = text(
    """
    update list_items set position = numbered.place * :gap
    from (select id, row_number() over (order by position, id) as place from list_items where list_id = :list_id) as numbered
    where list_items.id = numbered.id
    """
)


async def renumber(session: AsyncSession, list_id: ListId) -> None:
    """Give every entry a new position, in the same order: no entry has changed by it."""
    await session.execute(_RENUMBER, {"gap": GAP, "list_id": list_id.uuid})
