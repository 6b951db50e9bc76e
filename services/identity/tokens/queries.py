"""Every SELECT about signing keys."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.tokens.models import SigningKey

LIVE = 2


async def live_keys(session: AsyncSession) -> Sequence[SigningKey]:
    """List the keys that are published, the signing one first."""
    return (await session.scalars(select(SigningKey).order_by(SigningKey.created_at.desc(), SigningKey.key_id).limit(LIVE))).all()


async def forget_keys_but(session: AsyncSession, live: Sequence[SigningKey]) -> Sequence[str]:
    """Delete the keys that are live no more, and name them."""
    gone = delete(SigningKey).where(SigningKey.key_id.not_in([key.key_id for key in live])).returning(SigningKey.key_id)
    return (await session.scalars(gone)).all()


async def lock_keys(session: AsyncSession) -> None:
    """Let one transaction at a time make keys."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext("signing keys"))))
