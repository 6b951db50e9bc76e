"""Suggestions over HTTP."""

# pyright: reportReturnType=false
# A route returns what it found: FastAPI builds the annotated schema from it.

from services.discovery.search.routes import FINDERS, SearchIndex
from services.discovery.suggestions import service
from services.discovery.suggestions.schemas import NewSuggestions, SuggestionsOut
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["creators"])


@router.post("/creator-suggestions", scope="creators:read", organizations=FINDERS, only_reads=True)
async def suggest_creators(
    body: NewSuggestions, session: Session, index: SearchIndex, organization: OwnOrganization, context: ServiceContext, now: Now
) -> SuggestionsOut:
    """Find creators for a brief, ranked, each with the reasons and with what counts against.

    What the brief demands filters as in a search; what it wishes for earns points by a published formula, so that the same market
    gives the same answer. Where your organization, or else the operator, has a ranking model of its own, that one gives the
    scores, and the formula answers if it fails: `ranking` says who ranked. It changes nothing, and needs no Idempotency-Key.
    """
    return await service.suggest(
        session,
        brief=body.brief(),
        index=index,
        exchange=context.ports.exchange_rates,
        ranking=context.ports.rankings.of(organization),
        on=now.date(),
        limit=body.limit,
    )
