"""The clock over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from datetime import timedelta

from fastapi import APIRouter, Depends

from services.sandbox.clock import service
from services.sandbox.clock.schemas import Advance, ClockOut
from services.sandbox.clock.service import ClockBusy
from shared.auth import PUBLIC
from shared.routing import Router, Session
from shared.service import ClockOffset, ServiceContext, internal_only

router = Router(tags=["sandbox"])
inside = APIRouter(include_in_schema=False, dependencies=[Depends(internal_only)])


@router.get("/sandbox/clock", scope=PUBLIC)
async def get_sandbox_clock(session: Session) -> ClockOut:
    """Tell the business time: what deadlines, dates and e-mailed links go by."""
    return await service.read(session)


@router.post("/sandbox/clock/advance", scope=PUBLIC, problems=[ClockBusy])
async def advance_sandbox_clock(body: Advance, context: ServiceContext) -> ClockOut:
    """Move the business clock. It answers when all that fell due has happened everywhere, in the order of its due times."""
    return await service.advance(context, service.duration_of(body.duration))


@inside.get("/internal/clock-offset")
async def get_clock_offset(context: ServiceContext) -> ClockOffset:
    """Tell a process that starts how far business time is ahead."""
    async with context.step() as session:
        return ClockOffset(offset_microseconds=await service.start(session) // timedelta(microseconds=1))
