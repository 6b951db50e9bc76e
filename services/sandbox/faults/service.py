"""How a fault is set, and how it strikes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.faults import queries
from services.sandbox.faults.models import Fault, FaultTarget, Mode
from services.sandbox.faults.schemas import FaultIn, FaultOut
from shared.errors import Invalid, Problem
from shared.service import Context


class SandboxAway(Problem, status=503, code="sandbox_away", retryable=True):
    """The sandbox plays a part of the outside world that is away: nothing was done."""


class SandboxSilent(Problem, status=504, code="sandbox_silent", retryable=True):
    """The sandbox plays a part of the outside world that did its work and then did not answer."""


async def set_fault(session: AsyncSession, fault: FaultIn, *, now: datetime) -> FaultOut:
    """Let a part of the outside world fail for its next calls. Raises `Invalid` for a read that should act first."""
    if fault.target is FaultTarget.PLATFORM and fault.mode is Mode.TIMEOUT_AFTER_EFFECT:
        raise Invalid.at("/mode", "fault_without_effect", "a platform is only read: let it be `away`")
    remaining = 0 if fault.mode is Mode.NONE else fault.count
    values = {"mode": fault.mode, "remaining": remaining, "updated_at": now}
    await session.execute(
        insert(Fault)
        .values(target=fault.target, created_at=now, **values)
        .on_conflict_do_update(index_elements=[Fault.target], set_=values)
    )
    return _shown(fault.target, fault.mode, remaining)


async def all_faults(session: AsyncSession) -> list[FaultOut]:
    """Tell what the next calls to each part of the outside world meet."""
    left = {fault.target: fault for fault in await queries.faults(session) if fault.remaining}
    return [
        _shown(target, left[target].mode, left[target].remaining) if target in left else _shown(target) for target in FaultTarget
    ]


def _shown(target: FaultTarget, mode: Mode = Mode.NONE, count: int = 0) -> FaultOut:
    return FaultOut.model_validate({"target": target, "mode": mode, "count": count})


@asynccontextmanager
async def may_strike(context: Context[Any], target: FaultTarget, *, has_effect: bool = True) -> AsyncIterator[None]:
    """Answer one call to a part of the outside world, unless a fault strikes it: before its effect, or after."""
    async with context.step() as session:
        mode = await queries.take_fault(session, target, has_effect=has_effect)
    if mode is Mode.AWAY:
        raise SandboxAway
    yield
    if mode is Mode.TIMEOUT_AFTER_EFFECT:
        raise SandboxSilent
