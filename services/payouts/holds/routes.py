"""Holds over HTTP, for both sides."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.payouts.holds import queries
from services.payouts.holds.models import Hold, HoldState
from services.payouts.holds.schemas import HoldOut
from shared.auth import OwnOrganization
from shared.errors import NotFound
from shared.events.campaigns import OrderId
from shared.events.payouts import HoldId
from shared.pages import Listing, Paging
from shared.routing import Router, Session

router = Router(tags=["holds"])


async def _visible_hold(hold_id: HoldId, session: Session, organization_id: OwnOrganization) -> Hold:
    hold = await queries.visible_hold(session, hold_id, seen_by=organization_id)
    if hold is None:
        raise NotFound
    return hold


@router.get("/holds", scope="payouts:read")
async def list_holds(
    session: Session,
    organization_id: OwnOrganization,
    page: Paging,
    state: Annotated[list[HoldState] | None, Query()] = None,
    order_id: Annotated[list[OrderId] | None, Query()] = None,
) -> Listing[HoldOut]:
    """List the holds of your orders, as their brand or their creator."""
    return await queries.holds_of(session, organization_id, states=state or [], order_ids=order_id or [], page=page)


@router.get("/holds/{hold_id}", scope="payouts:read", problems=[NotFound])
async def get_hold(hold: Annotated[Hold, Depends(_visible_hold)]) -> HoldOut:
    """Read a hold."""
    return hold
