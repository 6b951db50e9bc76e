"""What can happen with holds: requested, funded, failed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.holds import queries
from services.payouts.holds.models import Hold, HoldState, Share, ShareState
from services.payouts.holds.releases import release
from services.payouts.holds.shares import refund_share, refuse, reverse_when_due
from services.payouts.ledger.models import AVAILABLE, HELD, EntryType
from services.payouts.ledger.service import AccountName, Movement, post
from services.payouts.lots.models import Lot
from services.payouts.lots.queries import unused_lots_for_update
from services.payouts.lots.service import draw
from services.payouts.orders.models import OrderCopy
from services.payouts.payables.service import reconsider
from services.payouts.policy import HOLDS
from services.payouts.wallets.queries import wallet_for_update, wallets_for_update
from shared import faults
from shared.db import touch
from shared.events.campaigns import DeliverableId, OrderedDeliverable
from shared.events.identity import OrganizationId
from shared.events.payouts import HoldFailed, HoldFunded, HoldId, HoldRequested
from shared.outbox import emit
from shared.states import due
from shared.timers import Timer, at


class FailHold(Timer, name="fail_hold"):
    """The brand's time to fund is over."""

    hold_id: HoldId


async def request(session: AsyncSession, *, order: OrderCopy, deliverables: Sequence[OrderedDeliverable], now: datetime) -> Hold:
    """Open the hold of a new order; it is funded at once where the brand's money is there."""
    await wallet_for_update(session, order.brand_organization_id)
    hold = Hold(
        order_id=order.id,
        campaign_id=order.campaign_id,
        brand_organization_id=order.brand_organization_id,
        creator_organization_id=order.creator_organization_id,
        creator_id=order.creator_id,
        amount=order.price,
        expires_at=now + HOLDS.unfunded,
    )
    session.add(hold)
    for deliverable in deliverables:
        session.add(
            Share(
                id=deliverable.deliverable_id,
                hold_id=hold.id,
                amount=deliverable.amount,
                publish_by_at=deliverable.publish_by_at,
            )
        )
    await emit(session, HoldRequested.of(hold))
    await at(session, hold.expires_at, FailHold(hold_id=hold.id))
    await allocate(session, brand=order.brand_organization_id, currency=order.price.currency, now=now)
    return hold


async def allocate(session: AsyncSession, *, brand: OrganizationId, currency: str, now: datetime) -> None:
    """Fund what can be funded; the caller holds the brand's wallet, and calls whenever its money grows or a hold is opened.

    Money funded for an order goes to that order's hold first, and to no other while it waits. Then the oldest hold first,
    stopping at the first that does not fit: a small one never overtakes a large one for ever.
    """
    requested = await queries.requested_holds_for_update(session, brand, currency)
    if not requested:
        return
    lots = await unused_lots_for_update(session, brand, currency)
    await _lock_creators_of_what_is_due(session, requested)

    funded_for = {lot.order_id for lot in lots}
    for hold in requested:
        if hold.order_id in funded_for:
            await _fund_if_it_fits(session, hold, requested, lots, now=now)
    for hold in requested:
        if hold.state is HoldState.REQUESTED and not await _fund_if_it_fits(session, hold, requested, lots, now=now):
            break


async def _lock_creators_of_what_is_due(session: AsyncSession, requested: Sequence[Hold]) -> None:
    """Funding a hold carries out the releases that wait for it: all their creators' wallets first, in order."""
    creators = {hold.creator_organization_id for hold in requested if any(share.state is ShareState.DUE for share in hold.shares)}
    if creators:
        await wallets_for_update(session, creators)


async def _fund_if_it_fits(
    session: AsyncSession, hold: Hold, requested: Sequence[Hold], lots: Sequence[Lot], *, now: datetime
) -> bool:
    promised = {other.order_id for other in requested if other.state is HoldState.REQUESTED and other is not hold}
    usable = [lot for lot in lots if lot.order_id not in promised]
    usable.sort(key=lambda lot: lot.order_id != hold.order_id)
    if sum(lot.unused_value for lot in usable) < hold.amount.value:
        return False
    await _fund(session, hold, usable, now=now)
    return True


async def _fund(session: AsyncSession, hold: Hold, lots: Sequence[Lot], *, now: datetime) -> None:
    hold.move("fund", policy_version=HOLDS.version)
    hold.funded_at = now
    await draw(session, hold_id=hold.id, amount=hold.amount, lots=lots)
    brand = hold.brand_organization_id
    await post(
        session,
        EntryType.HOLD,
        hold.id,
        [Movement(AccountName(brand, AVAILABLE), AccountName(brand, HELD), hold.amount)],
        brand_organization_id=brand,
        creator_organization_id=hold.creator_organization_id,
        order_id=hold.order_id,
        hold_id=hold.id,
    )
    await emit(session, HoldFunded.of(hold))
    await faults.point("hold.funded")

    # What goes back goes first: a release does not wait for unsettled money that the hold has no more.
    for share in hold.shares:
        if share.state is ShareState.CANCELLED:
            await refund_share(session, hold, share)
    await session.flush()
    await release(session, [(hold, share) for share in hold.shares if share.state is ShareState.DUE], now=now)


async def fail_when_due(session: AsyncSession, *, hold_id: HoldId, due_at: datetime, now: datetime) -> None:
    """Give a hold up that was not funded in time."""
    hold = await queries.hold(session, hold_id)
    if hold is None or not due(hold.expires_at, due_at):
        return
    await _fail(session, hold, now=now)


async def cancel(session: AsyncSession, *, hold: Hold, now: datetime) -> None:
    """The order is cancelled: a hold that waits fails, and what another holds goes back to the brand."""
    await _fail(session, hold, now=now)
    await cancel_shares(session, hold=hold, now=now)


async def _fail(session: AsyncSession, hold: Hold, *, now: datetime) -> None:
    await wallet_for_update(session, hold.brand_organization_id)
    hold = await queries.hold_for_update(session, hold.id)
    if not hold.can("fail"):
        return
    hold.move("fail", policy_version=HOLDS.version)
    for share in hold.shares:
        was_due = share.state is ShareState.DUE
        share.move("void")
        if was_due:
            await emit(session, refuse(hold, share, reason="hold_failed"))
    await emit(session, HoldFailed.of(hold))
    await allocate(session, brand=hold.brand_organization_id, currency=hold.currency, now=now)


async def cancel_shares(session: AsyncSession, *, hold: Hold, now: datetime, only: DeliverableId | None = None) -> None:
    """Give shares up that nobody approved in time, or one of them: they go back to the brand's available money."""
    await wallet_for_update(session, hold.brand_organization_id)
    hold = await queries.hold_for_update(session, hold.id)
    for share in hold.shares:
        if only is not None and share.id != only:
            continue
        if hold.state is HoldState.REQUESTED and share.can("cancel"):
            share.move("cancel")
            touch(hold)
        elif hold.state is HoldState.FUNDED and share.can("refund"):
            await refund_share(session, hold, share)
    await session.flush()
    await _use_what_came_back(session, hold, now=now)


async def reverse_unposted(session: AsyncSession, *, deliverable_id: DeliverableId, due_at: datetime, now: datetime) -> None:
    """Reverse a share whose post never came."""
    hold = await reverse_when_due(session, deliverable_id=deliverable_id, due_at=due_at)
    if hold is not None:
        await _use_what_came_back(session, hold, now=now)


async def _use_what_came_back(session: AsyncSession, hold: Hold, *, now: datetime) -> None:
    """Fund other holds with it. Where it was the unsettled part of this one, what the creator earned waits for it no more."""
    await allocate(session, brand=hold.brand_organization_id, currency=hold.currency, now=now)
    wallet = await wallet_for_update(session, hold.creator_organization_id)
    await reconsider(session, wallet=wallet, now=now)
