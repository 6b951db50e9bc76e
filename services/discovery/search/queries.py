"""Every SELECT about what a search shows."""

from collections.abc import Sequence

from sqlalchemy import any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles.models import Creator
from shared.events.identity import CreatorId

# One array, not a parameter for each id: the statement is the same for every page.
_SHOWN = select(Creator).where(Creator.id == any_(bindparam("ids", type_=ARRAY(Creator.__table__.c.id.type))), Creator.is_shown)


async def shown_creators(session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[Creator]:
    """Find the creators that searches still show, in the order in which they are named."""
    if not ids:
        return []
    found = {row.id: row for row in await session.scalars(_SHOWN, {"ids": list(ids)})}
    return [found[id] for id in ids if id in found]
