"""Authenticity over HTTP."""

# pyright: reportReturnType=false
# A route returns what it found: FastAPI builds the annotated schema from it.

from services.discovery.authenticity import service
from services.discovery.authenticity.schemas import AuthenticityOut
from services.discovery.profiles.routes import ReadableCreator
from shared.errors import NotFound, NotYetKnown
from shared.routing import Router, Session

router = Router(tags=["creators"])


@router.get("/creators/{creator_id}/authenticity", scope="creators:read", problems=[NotFound, NotYetKnown])
async def get_creator_authenticity(creator: ReadableCreator, session: Session) -> AuthenticityOut:
    """Explain a creator's authenticity score: each signal's value, the peers' range, its weight and points, and a sentence.

    Peers are measured every night on which statistics came; searches sort and filter by the score of the last measuring.
    """
    return await service.explain(session, creator=creator)
