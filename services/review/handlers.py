"""What review does about orders: it expects drafts, opens them, follows the order and closes them."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.review.drafts import service as drafts
from services.review.orders import service as orders
from services.review.publications import service as publications
from shared.clock import clock
from shared.events.campaigns import (
    DeliverableCancelled,
    OrderActivated,
    OrderCancelled,
    OrderCompleted,
    OrderCreated,
    OrderUpdated,
)
from shared.inbox import Handlers

handlers = Handlers()


@handlers.on(OrderCreated)
async def expect_drafts(session: AsyncSession, event: OrderCreated) -> None:
    """Copy what both sides agreed."""
    await orders.take_over(session, event)


@handlers.on(OrderActivated)
async def open_drafts(session: AsyncSession, event: OrderActivated) -> None:
    """Let the creator begin: the money is held."""
    orders.activate(await orders.heard_of_for_update(session, event.order_id), version=event.version)


@handlers.on(OrderUpdated)
async def follow_the_order(session: AsyncSession, event: OrderUpdated) -> None:
    """Stop the review window while the order is disputed or its cancellation asked for, and let it go on after."""
    order = await orders.heard_of_for_update(session, event.order_id)
    if orders.follow(order, version=event.version, state=event.state):
        await drafts.stop_or_resume_windows(session, order=order, now=clock.now())


@handlers.on(OrderCancelled)
async def close_cancelled(session: AsyncSession, event: OrderCancelled) -> None:
    """End the drafts of an order that ended."""
    await _close(session, event)


@handlers.on(OrderCompleted)
async def close_completed(session: AsyncSession, event: OrderCompleted) -> None:
    """End what is left of an order that is done."""
    await _close(session, event)


async def _close(session: AsyncSession, event: OrderCancelled | OrderCompleted) -> None:
    order = await orders.heard_of_for_update(session, event.order_id)
    orders.close(order, version=event.version)
    await drafts.close_all(session, order=order)
    await publications.watch_no_more(session, order=order)


@handlers.on(DeliverableCancelled)
async def close_given_up(session: AsyncSession, event: DeliverableCancelled) -> None:
    """End the draft of a deliverable that was given up."""
    deliverable = await orders.cancel_deliverable(session, event, now=clock.now())
    await drafts.close_of_deliverable(session, id=deliverable.id)
