"""Every SELECT about faults."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.faults.models import Fault, FaultTarget, Mode


async def faults(session: AsyncSession) -> Sequence[Fault]:
    """List the faults that were ever set."""
    return (await session.scalars(select(Fault).execution_options(populate_existing=True))).all()


async def take_fault(session: AsyncSession, target: FaultTarget, *, has_effect: bool) -> Mode:
    """Take one call's share of a fault: what this call meets. A call without effect meets `away` only."""
    met = {Mode.AWAY, Mode.TIMEOUT_AFTER_EFFECT} if has_effect else {Mode.AWAY}
    mode = await session.scalar(
        update(Fault)
        .where(Fault.target == target, Fault.mode.in_(met), Fault.remaining > 0)
        .values(remaining=Fault.remaining - 1)
        .returning(Fault.mode)
    )
    return mode or Mode.NONE
