"""What can happen with orders: facts are noted, and states follow; time passes; a brand gives up what is overdue."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.queries import campaign_for_update
from services.campaigns.orders import queries
from services.campaigns.orders.facts import Fact, note
from services.campaigns.orders.following import follow_deliverables, next_move
from services.campaigns.orders.models import SHOWN, Deliverable, DeliverableState, Order
from shared import timers
from shared.db import touch
from shared.errors import InvalidState, NotFound
from shared.events.campaigns import (
    CampaignCompleted,
    DeliverableCancelled,
    DeliverableId,
    DeliverableOverdue,
    OrderActivated,
    OrderCancelled,
    OrderCompleted,
    OrderId,
    OrderUpdated,
)
from shared.inbox import NotYet
from shared.outbox import emit
from shared.states import due
from shared.timers import Timer


class FallDue(Timer, name="deliverable.fall_due"):
    """The time for a draft, or for its next version, is over."""

    deliverable_id: DeliverableId


class GiveUp(Timer, name="deliverable.give_up"):
    """A deliverable was overdue for long enough."""

    deliverable_id: DeliverableId


class EndRetention(Timer, name="order.end_retention"):
    """The last post has stood long enough, or would have."""

    order_id: OrderId


TOLD_BY = {"fund": OrderActivated, "fail": OrderCancelled, "end": OrderCancelled, "complete": OrderCompleted}
"""How a move of an order is told; the others change what it shows."""


async def hear(session: AsyncSession, fact: Fact, *, now: datetime) -> None:
    """Note a fact of review's or payouts', and follow it. Raises `NotYet` for an order that is not here."""
    locked = await _locked(session, fact.order_id)
    if locked is None:
        raise NotYet
    campaign, order = locked
    await _follow(session, campaign, order, lambda: note(order, fact), now=now)


async def fall_due_on_time(session: AsyncSession, id: DeliverableId, due_at: datetime, *, now: datetime) -> None:
    """Note that the time for a draft, or for its next version, passed without one."""
    locked = await _locked_by(session, id)
    if locked is None:
        return
    campaign, order, deliverable = locked
    if not due(deliverable.overdue_at, due_at) or order.state not in SHOWN or not deliverable.can("fall_due"):
        return

    deliverable.move("fall_due")
    touch(order)
    await emit(session, DeliverableOverdue.of(deliverable))
    await timers.at(session, deliverable.give_up_at, GiveUp(deliverable_id=deliverable.id))
    await _follow(session, campaign, order, lambda: None, now=now)


async def give_up_on_time(session: AsyncSession, id: DeliverableId, due_at: datetime, *, now: datetime) -> None:
    """Give up what stayed overdue: its share goes back."""
    locked = await _locked_by(session, id)
    if locked is None:
        return
    campaign, order, deliverable = locked
    if due(deliverable.give_up_at, due_at) and order.state in SHOWN and deliverable.can("cancel"):
        touch(order)
        await _give_up(session, deliverable, reason="overdue")
        await _follow(session, campaign, order, lambda: None, now=now)


async def end_retention_on_time(session: AsyncSession, id: OrderId, due_at: datetime, *, now: datetime) -> None:
    """Complete an order whose posts have stood long enough, or whose time for them is over."""
    locked = await _locked(session, id)
    if locked is not None and due(locked[1].retention_ends_at, due_at):
        await _follow(session, *locked, lambda: None, now=now)


async def cancel(session: AsyncSession, *, seen: Order, now: datetime) -> Order:
    """The brand gives up everything that is overdue: those shares go back to it in full."""
    locked = await _locked(session, seen.id)
    if locked is None:
        raise NotFound
    campaign, order = locked
    overdue = [deliverable for deliverable in order.deliverables if deliverable.state is DeliverableState.OVERDUE]
    if not overdue:
        raise InvalidState("nothing is overdue", state=order.state, actions=order.actions)

    order.move("cancel")
    for deliverable in overdue:
        await _give_up(session, deliverable, reason="cancelled_by_brand")
    await _follow(session, campaign, order, lambda: None, now=now)
    return order


async def _give_up(session: AsyncSession, deliverable: Deliverable, *, reason: str) -> None:
    deliverable.move("cancel")
    await emit(session, DeliverableCancelled.of(deliverable, reason=reason))


async def _locked(session: AsyncSession, id: OrderId) -> tuple[Campaign, Order] | None:
    """Lock an order's campaign, whose budget its refunds change, and then the order."""
    campaign_id = await queries.campaign_id_of(session, id)
    campaign = await campaign_for_update(session, campaign_id) if campaign_id else None
    order = await queries.order_for_update(session, id) if campaign else None
    return (campaign, order) if campaign and order else None


async def _locked_by(session: AsyncSession, id: DeliverableId) -> tuple[Campaign, Order, Deliverable] | None:
    order_id = await queries.order_id_of(session, id)
    locked = await _locked(session, order_id) if order_id else None
    return (*locked, locked[1].deliverable(id)) if locked else None


async def _follow(session: AsyncSession, campaign: Campaign, order: Order, note_it: Callable[[], None], *, now: datetime) -> None:
    """Change what is noted, and let every state that rests on it follow: deliverables, order, budget, campaign."""
    committed, retention_ended_at = order.committed, order.retention_ends_at
    stood = {deliverable.id: (deliverable.state, deliverable.overdue_at) for deliverable in order.deliverables}
    note_it()
    campaign.committed_value += (order.committed - committed).value

    follow_deliverables(order, now)
    changed = any(session.is_modified(deliverable) for deliverable in order.deliverables)
    if changed and not session.is_modified(order):
        touch(order)
    await _await_next_versions(session, [one for one in order.deliverables if (one.state, one.overdue_at) != stood[one.id]])
    if order.retention_ends_at is not None and order.retention_ends_at != retention_ended_at:
        await timers.at(session, order.retention_ends_at, EndRetention(order_id=order.id))

    while move := next_move(order, now):
        order.move(move)
        await emit(session, TOLD_BY.get(move, OrderUpdated).of(order))
        if move == "fund":
            await _await_drafts(session, order)
    await _end_campaign(session, campaign, order, now=now)
    await session.flush()


async def _await_drafts(session: AsyncSession, order: Order) -> None:
    """Let every deliverable fall due: work may begin."""
    for deliverable in order.deliverables:
        await timers.at(session, deliverable.overdue_at, FallDue(deliverable_id=deliverable.id))


async def _await_next_versions(session: AsyncSession, moved: Sequence[Deliverable]) -> None:
    """Let those of which changes were asked for fall due."""
    for deliverable in moved:
        if deliverable.state is DeliverableState.CHANGES_REQUESTED:
            await timers.at(session, deliverable.overdue_at, FallDue(deliverable_id=deliverable.id))


async def _end_campaign(session: AsyncSession, campaign: Campaign, order: Order, *, now: datetime) -> None:
    """Complete a campaign whose last day is over when its last order has ended."""
    if not order.is_final or campaign.ends_at > now or not campaign.can("complete"):
        return
    await session.flush()
    if not await queries.has_running(session, campaign.id):
        await complete_campaign(session, campaign=campaign)


async def complete_campaign(session: AsyncSession, *, campaign: Campaign) -> None:
    """Note that a campaign's end date is over and all of its orders have ended."""
    campaign.move("complete")
    await emit(session, CampaignCompleted.of(campaign))
