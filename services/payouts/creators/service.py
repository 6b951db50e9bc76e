"""Keeping copies of creators."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.creators.models import CreatorCopy
from shared.clock import clock
from shared.events.identity import CreatorFacts


async def copy(session: AsyncSession, facts: CreatorFacts, *, is_suspended: bool) -> None:
    """Take what identity says of a creator, unless a newer version is here."""
    values = {"version": facts.version, "organization_id": facts.organization_id, "is_suspended": is_suspended}
    upsert = insert(CreatorCopy).values(id=facts.creator_id, **values)
    await session.execute(
        upsert.on_conflict_do_update(
            index_elements=[CreatorCopy.id],
            set_={**values, "updated_at": clock.now()},
            where=upsert.excluded.version > CreatorCopy.version,
        )
    )
