"""Comparisons over HTTP."""

# pyright: reportReturnType=false
# A route returns what it found: FastAPI builds the annotated schema from it.

from services.discovery.comparisons import service
from services.discovery.comparisons.schemas import ComparisonOut, NewComparison
from services.discovery.search.routes import FINDERS
from shared.clock import Now
from shared.errors import NotFound, NotYetKnown
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["creators"])


@router.post(
    "/creator-comparisons", scope="creators:read", organizations=FINDERS, only_reads=True, problems=[NotFound, NotYetKnown]
)
async def compare_creators(body: NewComparison, session: Session, context: ServiceContext, now: Now) -> ComparisonOut:
    """Put up to ten creators side by side: every figure and who is best in it, and how much their audiences may overlap.

    The overlap is an estimate by a published formula, which `method` names. It changes nothing, and needs no Idempotency-Key. An
    id that is not found, or not yours to see, is named by its place.
    """
    creators = await service.readable(session, body.creator_ids)
    exchange = context.ports.exchange_rates
    return await service.compare(creators, currency=body.currency, exchange=exchange, on=now.date())
