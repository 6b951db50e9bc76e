"""What can happen with the copies of orders: they follow what campaigns tells, and never go back."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.review.orders import queries
from services.review.orders.models import Deliverable, Order, OrderState
from shared.clock import clock
from shared.errors import Problem
from shared.events.campaigns import DeliverableCancelled, OrderCreated, OrderId
from shared.inbox import NotYet

STOPS_THE_WINDOW = {"cancel_requested", "disputed"}
"""The states of an order in which the brand's silence approves nothing."""


class OrderNotActive(Problem, status=409, code="order_not_active", late_copy=True):
    """The order is not active: its money is not held yet, or it has ended."""


async def take_over(session: AsyncSession, event: OrderCreated) -> None:
    """Copy what both sides agreed. It is frozen, so a copy that is there already stays."""
    now = clock.now()
    times = {"created_at": now, "updated_at": now}
    frozen = event.model_dump(include=set(Order.__table__.columns.keys()) - {"state"})
    order = {**frozen, "id": event.order_id, "state": OrderState.AWAITING, "window_stopped": False, **times}
    await session.execute(insert(Order).values(order).on_conflict_do_nothing())
    for one in event.deliverables:
        columns = one.model_dump(include=set(Deliverable.__table__.columns.keys()))
        deliverable = {**columns, "id": one.deliverable_id, "order_id": event.order_id, **times}
        await session.execute(insert(Deliverable).values(deliverable).on_conflict_do_nothing())


async def heard_of_for_update(session: AsyncSession, id: OrderId) -> Order:
    """Lock an order that an event speaks of. Raises `NotYet` when it has not arrived."""
    order = await queries.order_for_update(session, id)
    if order is None:
        message = f"the order {id} has not arrived"
        raise NotYet(message)
    return order


def activate(order: Order, *, version: int) -> None:
    """Let drafts be made, unless the order has ended meanwhile."""
    order.version = max(order.version, version)
    if order.state is OrderState.AWAITING:
        order.state = OrderState.ACTIVE


def close(order: Order, *, version: int) -> None:
    """End it: no more drafts."""
    order.version = max(order.version, version)
    order.state = OrderState.CLOSED


def follow(order: Order, *, version: int, state: str) -> bool:
    """Take over what state the order shows; say whether the review window stops or goes on by it."""
    if version <= order.version:
        return False
    order.version = version
    stops = state in STOPS_THE_WINDOW
    changes = stops != order.window_stopped
    order.window_stopped = stops
    return changes


async def cancel_deliverable(session: AsyncSession, event: DeliverableCancelled, *, now: datetime) -> Deliverable:
    """Note that a deliverable was given up. Raises `NotYet` when its order has not arrived."""
    await heard_of_for_update(session, event.order_id)
    deliverable = await queries.deliverable(session, event.deliverable_id)
    if deliverable is None:
        message = f"the deliverable {event.deliverable_id} has not arrived"
        raise NotYet(message)
    deliverable.cancelled_at = deliverable.cancelled_at or now
    await session.flush()
    return deliverable
