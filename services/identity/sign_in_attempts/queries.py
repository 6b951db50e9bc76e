"""Every SELECT about attempts to sign in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.sign_in_attempts.models import SignInRecord

SWEPT_AT_ONCE = 20
WHILE_IT_LASTS = timedelta(hours=1)
"""So long, at least, a record is kept that an attempt has in hand."""


async def records_for_update(session: AsyncSession, keys: Sequence[bytes], *, now: datetime) -> Mapping[bytes, SignInRecord]:
    """Find and lock records, which begin empty, in the order of their keys. One statement: a sweep cannot come between."""
    begun = {"failures": 0, "forget_at": now + WHILE_IT_LASTS, "created_at": now, "updated_at": now}
    new = insert(SignInRecord).values([{"key_hash": key, **begun} for key in sorted(keys)])
    locked = new.on_conflict_do_update(
        index_elements=[SignInRecord.key_hash],
        set_={"forget_at": func.greatest(SignInRecord.forget_at, new.excluded.forget_at)},
    ).returning(SignInRecord)
    found = await session.scalars(locked, execution_options={"populate_existing": True})
    return {record.key_hash: record for record in found}


async def forget_old(session: AsyncSession, *, now: datetime) -> None:
    """Drop some records that count no more; what others hold is left to the next."""
    old = (
        select(SignInRecord.key_hash)
        .where(SignInRecord.forget_at <= now)
        .order_by(SignInRecord.forget_at)
        .limit(SWEPT_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    statement = delete(SignInRecord).where(SignInRecord.key_hash.in_(old.scalar_subquery()))
    await session.execute(statement.execution_options(synchronize_session=False))
