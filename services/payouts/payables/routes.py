"""Payables over HTTP, for the creator who earned them."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.payouts.payables import queries
from services.payouts.payables.models import Payable, PayableState
from services.payouts.payables.schemas import PayableOut
from shared.auth import OwnOrganization
from shared.errors import NotFound
from shared.events.campaigns import OrderId
from shared.events.payouts import PayableId, PayoutId
from shared.pages import Listing, Paging
from shared.routing import Router, Session

router = Router(tags=["payables"])


async def _own_payable(payable_id: PayableId, session: Session, organization_id: OwnOrganization) -> Payable:
    payable = await queries.own_payable(session, payable_id, owner=organization_id)
    if payable is None:
        raise NotFound
    return payable


@router.get("/payables", scope="payouts:read")
async def list_payables(
    session: Session,
    organization_id: OwnOrganization,
    page: Paging,
    state: Annotated[list[PayableState] | None, Query()] = None,
    order_id: Annotated[list[OrderId] | None, Query()] = None,
    payout_id: Annotated[list[PayoutId] | None, Query()] = None,
) -> Listing[PayableOut]:
    """List what you earned: why it waits, what is ready, what is paid."""
    return await queries.payables_of(
        session, organization_id, states=state or [], order_ids=order_id or [], payout_ids=payout_id or [], page=page
    )


@router.get("/payables/{payable_id}", scope="payouts:read", problems=[NotFound])
async def get_payable(payable: Annotated[Payable, Depends(_own_payable)]) -> PayableOut:
    """Read what you earned with one deliverable."""
    return payable
