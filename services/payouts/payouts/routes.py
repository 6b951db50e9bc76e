"""Payouts over HTTP, for the creator who is paid."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.payouts.payouts import queries, service
from services.payouts.payouts.models import Payout, PayoutState
from services.payouts.payouts.schemas import NewPayout, PayoutOut
from services.payouts.payouts.service import BelowMinimum, CreatorSuspended, InsufficientBalance
from services.payouts.problems import ExternalReferenceTaken
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import NotFound
from shared.events.payouts import PayoutId
from shared.pages import Listing, Paging
from shared.routing import RequestKey, Router, Session

router = Router(tags=["payouts"])


async def _own_payout(payout_id: PayoutId, session: Session, organization_id: OwnOrganization) -> Payout:
    payout = await queries.own_payout(session, payout_id, owner=organization_id)
    if payout is None:
        raise NotFound
    return payout


@router.post(
    "/payouts",
    scope="payouts:write",
    organizations=["creator"],
    status_code=201,
    key_required=True,
    problems=[InsufficientBalance, BelowMinimum, CreatorSuspended, ExternalReferenceTaken],
)
async def create_payout(
    body: NewPayout, session: Session, organization_id: OwnOrganization, key: RequestKey, now: Now
) -> PayoutOut:
    """Pay out what is available to the default account of the currency. It is `paid` when the rail says so."""
    said = {name: getattr(body, name) for name in ("currency", "amount", "metadata", "external_reference")}
    return await service.create(session, organization_id=organization_id, request_key=str(key), now=now, **said)


@router.get("/payouts", scope="payouts:read", organizations=["creator"])
async def list_payouts(
    session: Session,
    organization_id: OwnOrganization,
    page: Paging,
    state: Annotated[list[PayoutState] | None, Query()] = None,
    external_reference: Annotated[str | None, Query(max_length=200)] = None,
) -> Listing[PayoutOut]:
    """List your payouts."""
    return await queries.payouts_of(
        session, organization_id, states=state or [], external_reference=external_reference, page=page
    )


@router.get("/payouts/{payout_id}", scope="payouts:read", organizations=["creator"], problems=[NotFound])
async def get_payout(payout: Annotated[Payout, Depends(_own_payout)]) -> PayoutOut:
    """Read a payout."""
    return payout
