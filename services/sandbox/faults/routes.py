"""Faults over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from services.sandbox.faults import service
from services.sandbox.faults.schemas import FaultIn, FaultOut
from shared.auth import PUBLIC
from shared.clock import Now
from shared.pages import Listing
from shared.routing import Router, Session

router = Router(tags=["sandbox"])


@router.get("/sandbox/faults", scope=PUBLIC)
async def list_faults(session: Session) -> Listing[FaultOut]:
    """See what the next calls to each part of the outside world meet."""
    return Listing(data=await service.all_faults(session), has_more=False, next_cursor=None)


@router.put("/sandbox/faults", scope=PUBLIC)
async def put_fault(body: FaultIn, session: Session, now: Now) -> FaultOut:
    """Let a part of the outside world be away, or do its work and not answer, for its next calls."""
    return await service.set_fault(session, body, now=now)
