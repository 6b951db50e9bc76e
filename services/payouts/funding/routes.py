"""Fundings over HTTP, for the brand whose money it is."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.payouts.funding import queries, service
from services.payouts.funding.models import Funding, FundingState
from services.payouts.funding.schemas import FundingOut, NewFunding
from services.payouts.funding.service import BrandNotVerified
from services.payouts.problems import ExternalReferenceTaken
from shared.auth import OwnOrganization
from shared.errors import NotFound
from shared.events.campaigns import OrderId
from shared.events.payouts import FundingId
from shared.pages import Listing, Paging
from shared.routing import RequestKey, Router, Session, finish_step
from shared.tasks import attend

router = Router(tags=["fundings"])


async def _own_funding(funding_id: FundingId, session: Session, organization_id: OwnOrganization) -> Funding:
    funding = await queries.own_funding(session, funding_id, owner=organization_id)
    if funding is None:
        raise NotFound
    return funding


@router.post(
    "/fundings",
    scope="payouts:write",
    organizations=["brand"],
    status_code=201,
    key_required=True,
    problems=[BrandNotVerified, ExternalReferenceTaken, NotFound],
)
async def create_funding(body: NewFunding, session: Session, organization_id: OwnOrganization, key: RequestKey) -> FundingOut:
    """Bring money in. What the source refuses is `failed`; while the rail is away it is `pending`, and goes on by itself."""
    funding = await service.start(session, organization_id=organization_id, request_key=str(key), new=body)
    await finish_step(session)
    await attend(session, seconds=service.PATIENCE_SECONDS)
    return await queries.funding(session, funding.id)


@router.get("/fundings", scope="payouts:read", organizations=["brand"])
async def list_fundings(
    session: Session,
    organization_id: OwnOrganization,
    page: Paging,
    state: Annotated[list[FundingState] | None, Query()] = None,
    order_id: Annotated[list[OrderId] | None, Query()] = None,
    external_reference: Annotated[str | None, Query(max_length=200)] = None,
) -> Listing[FundingOut]:
    """List the money that you brought in."""
    return await queries.fundings_of(
        session, organization_id, states=state or [], order_ids=order_id or [], external_reference=external_reference, page=page
    )


@router.get("/fundings/{funding_id}", scope="payouts:read", organizations=["brand"], problems=[NotFound])
async def get_funding(funding: Annotated[Funding, Depends(_own_funding)]) -> FundingOut:
    """Read a funding."""
    return funding
