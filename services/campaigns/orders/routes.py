"""Orders over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query, Response

from services.campaigns.filters import OfCampaigns, OfCreators, WithReferences
from services.campaigns.orders import queries, service
from services.campaigns.orders.models import Order, OrderState
from services.campaigns.orders.schemas import OrderOut
from services.campaigns.sides import held_by, seen_from
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import Forbidden, InvalidState, NotFound
from shared.events.campaigns import OrderId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.states import Side

router = Router(tags=["orders"])


async def _own_order(order_id: OrderId, owner: OwnOrganization, session: Session) -> Order:
    return seen_from(await queries.order(session, order_id), owner)


OwnOrder = Annotated[Order, Depends(_own_order)]
"""An order on either side of which the caller stands."""


async def _ordered_by_me(order: OwnOrder, owner: OwnOrganization) -> Order:
    return held_by(order, owner, Side.BRAND)


OrderedByMe = Annotated[Order, Depends(_ordered_by_me)]
"""An order of the caller's own brand."""


@router.get("/orders", scope="campaigns:read")
async def list_orders(
    owner: OwnOrganization,
    session: Session,
    page: Paging,
    state: Annotated[list[OrderState] | None, Query(description="One of these states.")] = None,
    campaign_id: OfCampaigns = None,
    creator_id: OfCreators = None,
    external_reference: WithReferences = None,
) -> Listing[OrderOut]:
    """List the orders in which you stand on either side."""
    return await queries.orders_seen_by(
        session,
        owner,
        states=state,
        campaign_ids=campaign_id,
        creator_ids=creator_id,
        external_references=external_reference,
        page=page,
    )


@router.get("/orders/{order_id}", scope="campaigns:read", problems=[NotFound])
async def get_order(order: OwnOrder) -> OrderOut:
    """Read an order."""
    return order


@router.get(
    "/orders/{order_id}/contract",
    scope="campaigns:read",
    response_class=Response,
    response_description="The contract, byte for byte as it was hashed.",
    problems=[NotFound],
)
async def get_order_contract(order: OwnOrder, session: Session) -> Response:
    """Read the contract: exactly the bytes that were hashed, canonical JSON by RFC 8785."""
    contract = await queries.contract(session, order.id)
    if contract is None:
        raise NotFound
    return Response(contract.content, media_type="application/json")


@router.post("/orders/{order_id}/cancel", scope="campaigns:write", problems=[NotFound, Forbidden, InvalidState])
async def cancel_order(order: OrderedByMe, session: Session, now: Now) -> OrderOut:
    """Give up what is overdue: those shares come back in full."""
    return await service.cancel(session, seen=order, now=now)
