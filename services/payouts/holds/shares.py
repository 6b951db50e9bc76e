"""What becomes of one deliverable's share: refunded, published, reversed. The caller holds the hold's lock."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.holds import queries
from services.payouts.holds.models import Hold, HoldState, Share, ShareState
from services.payouts.ledger.models import AVAILABLE, HELD, PENDING, EntryType
from services.payouts.ledger.service import PLATFORM_FEES, AccountName, Movement, post
from services.payouts.lots.service import give_back
from services.payouts.payables import service as payables
from services.payouts.wallets.queries import wallet_for_update
from shared.db import touch
from shared.events.campaigns import DeliverableId
from shared.events.payouts import HoldRefunded, HoldSettled, ReleaseRefused
from shared.ids import Id
from shared.money import Money
from shared.outbox import emit
from shared.states import due
from shared.timers import Timer


class ReverseUnposted(Timer, name="reverse_unposted"):
    """The contract's time to post is over."""

    deliverable_id: DeliverableId


async def refund_share(session: AsyncSession, hold: Hold, share: Share) -> None:
    """Let a share go back to the brand, without a fee. The caller holds the brand's wallet, and allocates afterwards."""
    share.move("refund")
    held, available = AccountName(hold.brand_organization_id, HELD), AccountName(hold.brand_organization_id, AVAILABLE)
    hold.refunded_value += share.amount.value
    touch(hold)
    await post(session, EntryType.REFUND, share.id, [Movement(held, available, share.amount)], **about(hold, share))
    await _tell_refund(session, hold, share)


def refuse(hold: Hold, share: Share, *, reason: str) -> ReleaseRefused:
    """Put on record that an approval found nothing to release; give the fact to tell."""
    share.refusal = reason
    touch(hold)
    return ReleaseRefused.of(hold, deliverable_id=share.id, reason=reason)


async def note_publication(session: AsyncSession, *, hold: Hold, deliverable_id: DeliverableId, now: datetime) -> None:
    """The post of a deliverable is verified: what waited for it goes on."""
    share = hold.share_of(deliverable_id)
    if share.published_at is not None:
        return
    share.published_at = now
    if share.state is ShareState.RELEASED:
        wallet = await wallet_for_update(session, hold.creator_organization_id)
        await payables.note_publication(session, wallet=wallet, deliverable_id=deliverable_id, now=now)
    await session.flush()


async def reverse_when_due(session: AsyncSession, *, deliverable_id: DeliverableId, due_at: datetime) -> Hold | None:
    """Give the brand back a released share whose post never came. Gives the hold whose brand has more money now."""
    hold = await queries.hold_of_share(session, deliverable_id)
    await wallet_for_update(session, hold.brand_organization_id)
    hold = await queries.hold_for_update(session, hold.id)
    share = hold.share_of(deliverable_id)
    if not due(share.publish_by_at, due_at) or share.state is not ShareState.RELEASED or share.published_at is not None:
        return None
    await wallet_for_update(session, hold.creator_organization_id)
    payable = await payables.reverse(session, deliverable_id)
    if payable is None:
        return None

    share.move("reverse")
    fee = Money(share.fee_value, hold.currency)
    available, pending = AccountName(hold.brand_organization_id, AVAILABLE), AccountName(hold.creator_organization_id, PENDING)
    hold.released_value -= share.amount.value
    hold.refunded_value += share.amount.value
    hold.fee_value -= fee.value
    touch(hold)
    await post(
        session,
        EntryType.REVERSAL,
        share.id,
        [Movement(pending, available, payable.amount), Movement(PLATFORM_FEES, available, fee)],
        payable_id=payable.id,
        **about(hold, share),
    )
    await _tell_refund(session, hold, share)
    return hold


async def _tell_refund(session: AsyncSession, hold: Hold, share: Share) -> None:
    await give_back(session, hold_id=hold.id, amount=share.amount)
    ended = end(hold)
    await emit(session, HoldRefunded.of(hold, refund=share.amount, deliverable_id=share.id))
    if ended and hold.state is HoldState.SETTLED:
        await emit(session, HoldSettled.of(hold))


def end(hold: Hold) -> bool:
    """Move a hold of which nothing remains to the state that says where it went; say whether it moved."""
    went = {share.state for share in hold.shares}
    if not went <= {ShareState.RELEASED, ShareState.REFUNDED}:
        return False
    command = {frozenset({ShareState.RELEASED}): "release", frozenset({ShareState.REFUNDED}): "refund"}.get(
        frozenset(went), "settle"
    )
    if not hold.can(command):
        return False
    hold.move(command)
    return True


def about(hold: Hold, share: Share) -> dict[str, Id]:
    """What both sides see of a share's entries."""
    return {
        "brand_organization_id": hold.brand_organization_id,
        "creator_organization_id": hold.creator_organization_id,
        "order_id": hold.order_id,
        "deliverable_id": share.id,
        "hold_id": hold.id,
    }
