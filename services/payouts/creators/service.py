"""Keeping copies of creators."""

from collections.abc import Sequence

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.creators.models import CreatorCopy
from shared.events.identity import CreatorFacts

_COPIED = ("version", "organization_id")
_TOLD = insert(CreatorCopy)
_TAKE_WHAT_IS_NEWER = _TOLD.on_conflict_do_update(
    index_elements=[CreatorCopy.id],
    set_={name: _TOLD.excluded[name] for name in (*_COPIED, "is_suspended", "updated_at")},
    where=_TOLD.excluded.version > CreatorCopy.version,
)


async def copy(session: AsyncSession, facts: Sequence[CreatorFacts], *, is_suspended: bool) -> None:
    """Take what identity says of each creator, unless a newer version is here."""
    rows = [{"id": one.creator_id, "is_suspended": is_suspended, **one.model_dump(include={*_COPIED})} for one in facts]
    await session.execute(_TAKE_WHAT_IS_NEWER, rows)
