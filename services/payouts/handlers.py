"""What payouts does about the events of the others."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.creators import service as creators
from services.payouts.holds import queries, releases, service, shares
from services.payouts.holds.models import Hold
from services.payouts.orders import service as orders
from services.payouts.organizations import service as organizations
from shared.clock import clock
from shared.events.campaigns import DeliverableCancelled, OrderCancelled, OrderCreated, OrderId
from shared.events.identity import (
    CreatorApproved,
    CreatorReinstated,
    CreatorSuspended,
    OrganizationCreated,
    OrganizationFacts,
    OrganizationUpdated,
    OrganizationVerificationLapsed,
    OrganizationVerified,
)
from shared.events.review import DraftApproved, PublicationVerified
from shared.inbox import Handlers, NotYet

handlers = Handlers()


@handlers.on_many(OrganizationCreated)
@handlers.on_many(OrganizationUpdated)
@handlers.on_many(OrganizationVerified)
@handlers.on_many(OrganizationVerificationLapsed)
async def copy_organization(session: AsyncSession, events: Sequence[OrganizationFacts]) -> None:
    """Keep what identity says: whether a brand may fund, where a creator lives."""
    await organizations.copy(session, events)


@handlers.on_many(CreatorApproved)
@handlers.on_many(CreatorReinstated)
async def copy_creator(session: AsyncSession, events: Sequence[CreatorApproved | CreatorReinstated]) -> None:
    """A creator may be paid."""
    await creators.copy(session, events, is_suspended=False)


@handlers.on_many(CreatorSuspended)
async def stop_paying(session: AsyncSession, events: Sequence[CreatorSuspended]) -> None:
    """A creator is not paid until it is reinstated."""
    await creators.copy(session, events, is_suspended=True)


@handlers.on(OrderCreated)
async def open_hold(session: AsyncSession, event: OrderCreated) -> None:
    """An order was agreed: its hold waits for the brand's money. An order told again changes nothing."""
    if await queries.hold_of_order(session, event.order_id) is None:
        order = await orders.copy(session, event)
        await service.request(session, order=order, deliverables=event.deliverables, now=clock.now())


@handlers.on_many(DraftApproved)
async def release_shares(session: AsyncSession, events: Sequence[DraftApproved]) -> None:
    """Drafts passed every review: their shares are released."""
    holds = await queries.holds_of_orders_for_update(session, [event.order_id for event in events])
    if unheard := [event.order_id for event in events if event.order_id not in holds]:
        raise NotYet(*unheard)
    await releases.approve(session, [(holds[event.order_id], event.deliverable_id) for event in events], now=clock.now())


@handlers.on(PublicationVerified)
async def note_publication(session: AsyncSession, event: PublicationVerified) -> None:
    """The post is there: what waited for it goes on."""
    hold = (await queries.holds_of_orders_for_update(session, [event.order_id])).get(event.order_id)
    if hold is None:
        raise NotYet(event.order_id)
    await shares.note_publication(session, hold=hold, deliverable_id=event.deliverable_id, now=clock.now())


@handlers.on(DeliverableCancelled)
async def refund_share(session: AsyncSession, event: DeliverableCancelled) -> None:
    """A deliverable was given up: its share goes back to the brand, unless it was approved first."""
    hold = await _hold_of(session, event.order_id)
    await service.cancel_shares(session, hold=hold, only=event.deliverable_id, now=clock.now())


@handlers.on(OrderCancelled)
async def settle_order(session: AsyncSession, event: OrderCancelled) -> None:
    """An order ended without completion: what it still holds goes back to the brand."""
    await service.cancel(session, hold=await _hold_of(session, event.order_id), now=clock.now())


async def _hold_of(session: AsyncSession, order_id: OrderId) -> Hold:
    hold = await queries.hold_of_order(session, order_id)
    if hold is None:
        raise NotYet(order_id)
    return hold
