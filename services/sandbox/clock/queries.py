"""Every SELECT about the clock."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from services.sandbox.clock.models import BusinessClock

_LOCK = func.hashtext("sandbox clock")


async def business_clock(session: AsyncSession) -> BusinessClock | None:
    """Read the clock."""
    return await session.get(BusinessClock, 1)


async def business_clock_for_update(session: AsyncSession) -> BusinessClock:
    """Read and lock the clock."""
    return (await session.scalars(select(BusinessClock).with_for_update())).one()


async def try_to_take_the_hand(connection: AsyncConnection) -> bool:
    """Take the one hand that moves the clock, unless somebody has it; the connection holds it, without a transaction."""
    return bool(await connection.scalar(select(func.pg_try_advisory_lock(_LOCK))))


async def give_the_hand_back(connection: AsyncConnection) -> None:
    """Let somebody else move the clock."""
    await connection.execute(select(func.pg_advisory_unlock(_LOCK)))
