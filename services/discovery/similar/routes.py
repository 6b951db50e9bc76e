"""Similar creators over HTTP."""

# pyright: reportReturnType=false
# A route returns what it found: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Query

from services.discovery.profiles.service import readable
from services.discovery.search.routes import FINDERS, SearchIndex
from services.discovery.similar import service
from services.discovery.similar.schemas import MOST_SIMILAR, SimilarCreatorsOut
from shared.clock import Now
from shared.errors import NotFound, NotYetKnown
from shared.events.identity import CreatorId
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["creators"])


@router.get("/creators/{creator_id}/similar", scope="creators:read", organizations=FINDERS, problems=[NotFound, NotYetKnown])
async def list_similar_creators(
    creator_id: CreatorId,
    session: Session,
    index: SearchIndex,
    context: ServiceContext,
    now: Now,
    limit: Annotated[int, Query(ge=1, le=MOST_SIMILAR, description="How many at most.")] = 10,
) -> SimilarCreatorsOut:
    """Find creators who take new work and are like one creator, each with every part of the likeness.

    Candidates are found as a search finds them, who shares most first, and compared by a published formula: the same market
    gives the same answer.
    """
    creator = await readable(session, creator_id)
    exchange = context.ports.exchange_rates
    return await service.similar_to(session, creator=creator, index=index, exchange=exchange, on=now.date(), limit=limit)
