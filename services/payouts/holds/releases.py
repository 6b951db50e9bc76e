"""Approvals carried out, however many at once, each as if it had come alone. The caller holds the locks of the holds.

What is decided share by share is written by as many statements as one share takes: a batch costs little more than one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.holds.models import Hold, HoldState, Share
from services.payouts.holds.shares import ReverseUnposted, about, end, refuse
from services.payouts.ledger.arithmetic import divide
from services.payouts.ledger.models import HELD, PENDING, EntryType
from services.payouts.ledger.service import PLATFORM_FEES, AccountName, Entry, Movement, journal
from services.payouts.orders.models import PayoutAfter
from services.payouts.payables import service as payables
from services.payouts.payables.models import Payable
from services.payouts.tables import Save, added, audited, write
from services.payouts.wallets.queries import wallets_for_update
from shared import faults
from shared.db import touch
from shared.events import Event
from shared.events.campaigns import DeliverableId
from shared.events.payouts import HoldReleased, HoldSettled, ShareReleased
from shared.outbox import emit
from shared.timers import at

Approval = tuple[Hold, DeliverableId]


async def approve(session: AsyncSession, approvals: Sequence[Approval], *, now: datetime) -> None:
    """Release the shares of deliverables, each once: an approval is carried out now, kept as due, or refused on record."""
    await faults.point("release.locked")
    heard = dict.fromkeys((hold, hold.share_of(deliverable_id)) for hold, deliverable_id in approvals)
    new = [(hold, share) for hold, share in heard if share.approved_at is None]

    await release(session, [(hold, share) for hold, share in new if _is_held(hold, share)], now=now)
    await _keep_or_refuse(session, [(hold, share) for hold, share in new if share.approved_at is None], now=now)


def _is_held(hold: Hold, share: Share) -> bool:
    return hold.state is HoldState.FUNDED and share.can("release")


async def _keep_or_refuse(session: AsyncSession, approved: Sequence[tuple[Hold, Share]], *, now: datetime) -> None:
    told: list[Event] = []
    for hold, share in approved:
        share.approved_at = now
        if hold.state is HoldState.REQUESTED and share.can("make_due"):
            share.move("make_due")
            touch(hold)
        else:
            told.append(refuse(hold, share, reason="hold_failed" if hold.state is HoldState.FAILED else "share_refunded"))

    holds, shares = _apart(approved)
    await write(session, Save(holds), Save(shares, ("approved_at", "state", "refusal")), audited(shares))
    await emit(session, *told)


@dataclass
class Released:
    """What releases come to, before it is written."""

    earned: list[Payable] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    facts: list[Event] = field(default_factory=list)


async def release(session: AsyncSession, funded: Sequence[tuple[Hold, Share]], *, now: datetime) -> None:
    """Let shares of funded holds go to their creators, less the fee."""
    if not funded:
        return
    wallets = await wallets_for_update(session, {hold.creator_organization_id for hold, _ in funded})
    causes = await payables.Causes.of(session, wallets, {hold.id for hold, _ in funded})

    released = Released()
    for hold, share in funded:
        _let_go(hold, share, released, now=now)
    readied = payables.ready_at_once(released.earned, causes, now=now)

    holds, shares = _apart(funded)
    await write(
        session,
        Save(holds, ("state", "released_value", "fee_value")),
        Save(shares, ("approved_at", "state", "fee_value")),
        *added(released.earned),
        *await journal(session, [*released.entries, *readied.entries]),
        audited([*shares, *holds, *released.earned]),
    )
    await faults.point("release.posted")

    for share, payable in zip(shares, released.earned, strict=True):
        if payable.awaits_publication:
            await at(session, share.publish_by_at, ReverseUnposted(deliverable_id=share.id))
    await emit(session, *released.facts, *readied.facts)
    await faults.point("release.told")
    await payables.ready_together(session, released.earned, causes, now=now)
    await faults.point("release.done")


def _apart(approved: Sequence[tuple[Hold, Share]]) -> tuple[list[Hold], list[Share]]:
    """Give each hold once, and the shares."""
    return list(dict.fromkeys(hold for hold, _ in approved)), [share for _, share in approved]


def _let_go(hold: Hold, share: Share, released: Released, *, now: datetime) -> None:
    """Divide a share, and count it as released."""
    parts = divide(
        share.amount,
        basis_points=hold.order.platform_fee_basis_points,
        released_before=hold.released,
        fee_before=hold.platform_fee,
    )
    share.move("release")
    share.approved_at = share.approved_at or now
    share.fee_value = parts.platform_fee.value
    hold.released_value += share.amount.value
    hold.fee_value += parts.platform_fee.value
    touch(hold)

    payable = payables.earn(
        order=hold.order,
        hold_id=hold.id,
        deliverable_id=share.id,
        creator_net=parts.creator_net,
        awaits_publication=hold.order.payout_after is PayoutAfter.PUBLICATION and share.published_at is None,
    )
    held, pending = AccountName(hold.brand_organization_id, HELD), AccountName(hold.creator_organization_id, PENDING)
    movements = [Movement(held, pending, parts.creator_net), Movement(held, PLATFORM_FEES, parts.platform_fee)]
    released.earned.append(payable)
    released.entries.append(
        Entry(EntryType.RELEASE, f"{share.id}:flat", movements, {**about(hold, share), "payable_id": payable.id})
    )
    fact = ShareReleased.of(
        hold,
        deliverable_id=share.id,
        payable_id=payable.id,
        share=share.amount,
        creator_net=parts.creator_net,
        platform_fee=parts.platform_fee,
        released_at=now,
    )
    released.facts.append(fact)
    if end(hold):
        released.facts.append((HoldReleased if hold.state is HoldState.RELEASED else HoldSettled).of(hold))
