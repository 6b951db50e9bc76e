"""Rows from before searches needed what stands in them now: worked out once, when a service starts."""

from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles.models import Creator
from shared.service import Context

logger = structlog.get_logger(__name__)

BATCH = 500

# The trigger that came with the columns has seen none of these rows: it would have noted a transaction.
_OLDEST = (
    select(Creator)
    .where(Creator.changed_in == 0, Creator.search_text == "")
    .order_by(Creator.id)
    .limit(BATCH)
    .with_for_update(skip_locked=True)
)


async def derive_old_rows(context: Context[Any]) -> None:
    """Work out what such rows lack, batch by batch; what another replica is at is left to it."""
    derived = 0
    while True:
        async with context.step() as session:
            batch = await _derive_batch(session)
        derived += batch
        if batch < BATCH:
            break
    if derived:
        logger.info("old_rows_derived", creators=derived)


async def _derive_batch(session: AsyncSession) -> int:
    rows = (await session.scalars(_OLDEST)).all()
    for creator in rows:
        creator.derive()
    await session.flush()
    return len(rows)
