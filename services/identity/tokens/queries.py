"""Every SELECT about signing keys."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.tokens.models import SigningKey

LIVE = 2


async def live_keys(session: AsyncSession) -> Sequence[SigningKey]:
    """List the keys that are published, the signing one first."""
    return (await session.scalars(select(SigningKey).order_by(SigningKey.created_at.desc(), SigningKey.key_id).limit(LIVE))).all()


async def lock_keys(session: AsyncSession) -> None:
    """Let one transaction at a time make keys."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext("signing keys"))))
