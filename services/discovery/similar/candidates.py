"""Candidates: who may be shown, found by an index, look after look."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.search.index import Index, Query
from shared.events.identity import CreatorId
from shared.routing import finish_step


@dataclass(frozen=True)
class Candidates:
    """Whom the looks found, each once, in the order of finding; and how many the widest look has in all."""

    ids: list[CreatorId]
    total: int


async def candidates(session: AsyncSession, index: Index, looks: Iterable[Query], *, most: int) -> Candidates:
    """Look until so many are found, or there is nothing more to look for."""
    found: dict[CreatorId, None] = {}
    total = 0
    for look in looks:
        await finish_step(session)  # the index in the database answers each look of one snapshot, which a transaction begins
        answer = await index.search(look)
        found |= dict.fromkeys(place.creator_id for place in answer.page)
        total = max(total, answer.total)
        if len(found) >= most:
            break
    await finish_step(session)
    return Candidates(list(found)[:most], total)
