"""Every SELECT about what a search shows."""

from collections.abc import Mapping, Sequence

from sqlalchemy import any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles.models import Creator
from shared.events.identity import CreatorId

# One array, not a parameter for each id: the statement is the same for every page.
_IS_ONE_OF = Creator.id == any_(bindparam("ids", type_=ARRAY(Creator.__table__.c.id.type)))
_SHOWN = select(Creator).where(_IS_ONE_OF, Creator.is_shown)
_WITH_STATES = select(Creator, Creator.changed_in).where(_IS_ONE_OF, Creator.is_shown)
_STATES = select(Creator.id, Creator.changed_in).where(_IS_ONE_OF, Creator.is_shown)


async def shown_creators(session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[Creator]:
    """Find the creators that searches still show, in the order in which they are named."""
    if not ids:
        return []
    found = {row.id: row for row in await session.scalars(_SHOWN, {"ids": list(ids)})}
    return [found[id] for id in ids if id in found]


async def shown_with_states(session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[tuple[Creator, int]]:
    """Find the creators that searches still show, each with the transaction that wrote the row."""
    return [(creator, changed_in) for creator, changed_in in await session.execute(_WITH_STATES, {"ids": list(ids)})]


async def states_of_shown(session: AsyncSession, ids: Sequence[CreatorId]) -> Mapping[CreatorId, int]:
    """Tell of the creators that searches still show which transaction wrote the row."""
    return {row.id: row.changed_in for row in await session.execute(_STATES, {"ids": list(ids)})}
