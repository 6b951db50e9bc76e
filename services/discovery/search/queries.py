"""Every SELECT about what a search shows."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles.models import Creator
from shared.events.identity import CreatorId


async def shown_creators(session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[Creator]:
    """Find the creators that searches still show, in the order in which they are named."""
    if not ids:
        return []
    rows = await session.scalars(select(Creator).where(Creator.id.in_(ids), Creator.is_shown))
    found = {row.id: row for row in rows}
    return [found[id] for id in ids if id in found]
