"""How payables are paid: taken by a payout, paid, given back. The caller holds the creator's wallet.

Each payable that a payout takes a part of has its own entries, so that an order's journal goes on to the creator's account.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.ledger import arithmetic
from services.payouts.ledger.models import AVAILABLE, IN_PAYOUT, EntryType
from services.payouts.ledger.service import AccountName, Movement, clearing, post
from services.payouts.payables import queries
from services.payouts.payables.models import Allocation, Payable, PayableState
from services.payouts.payables.service import Causes, about, note_reasons
from services.payouts.wallets.models import Wallet
from shared.events.payouts import PayoutId
from shared.money import Money


async def ready_to_pay(session: AsyncSession, *, wallet: Wallet, currency: str, now: datetime) -> list[Payable]:
    """Lock what may be paid out now, oldest first. Why a payable is ready is checked again: one with a reason is passed over."""
    ready = await queries.payables_in_state_for_update(session, wallet.organization_id, PayableState.READY, currency=currency)
    causes = await Causes.of(session, {wallet.organization_id: wallet}, {payable.hold_id for payable in ready})
    for payable in ready:
        note_reasons(payable, causes.against_paying(payable), now=now)
    return [payable for payable in ready if not payable.waiting_for]


async def take(session: AsyncSession, payables: Sequence[Payable], *, payout_id: PayoutId, amount: Money) -> None:
    """Take an amount for a payout: whole payables, oldest first, and a part of the last one."""
    parts = arithmetic.take(amount.value, [payable.remaining.value for payable in payables])
    for payable, part in zip(payables, parts, strict=True):
        if part:
            session.add(Allocation(payout_id=payout_id, payable_id=payable.id, amount_value=part))
            payable.in_payout_value += part
            _follow(payable)
            await _post(session, EntryType.PAYOUT, payable, payout_id, part, source=AVAILABLE, target=IN_PAYOUT)
    await session.flush()


async def pay(session: AsyncSession, *, payout_id: PayoutId, rail: str) -> None:
    """The rail has paid what a payout took."""
    for allocation, payable in await queries.allocations_for_update(session, payout_id):
        payable.in_payout_value -= allocation.amount_value
        payable.paid_value += allocation.amount_value
        _follow(payable)
        await _post(
            session, EntryType.PAYOUT_PAID, payable, payout_id, allocation.amount_value, source=IN_PAYOUT, target=clearing(rail)
        )
    await session.flush()


async def give_back(session: AsyncSession, *, payout_id: PayoutId) -> None:
    """The rail refused: what a payout took is available again."""
    for allocation, payable in await queries.allocations_for_update(session, payout_id):
        payable.in_payout_value -= allocation.amount_value
        _follow(payable)
        await _post(
            session, EntryType.PAYOUT_FAILED, payable, payout_id, allocation.amount_value, source=IN_PAYOUT, target=AVAILABLE
        )
    await session.flush()


async def take_back(session: AsyncSession, *, payout_id: PayoutId, rail: str) -> None:
    """What was paid came back: it is available again."""
    for allocation, payable in await queries.allocations_for_update(session, payout_id):
        payable.paid_value -= allocation.amount_value
        _follow(payable)
        await _post(
            session,
            EntryType.PAYOUT_RETURNED,
            payable,
            payout_id,
            allocation.amount_value,
            source=clearing(rail),
            target=AVAILABLE,
        )
    await session.flush()


def _follow(payable: Payable) -> None:
    """Move a payable to the state that its amounts say."""
    if payable.remaining and payable.state is not PayableState.READY:
        payable.move("give_back")
    elif not payable.remaining and payable.state is PayableState.READY:
        payable.move("take")
    if not payable.remaining and not payable.in_payout and payable.state is PayableState.IN_PAYOUT:
        payable.move("pay")


async def _post(
    session: AsyncSession,
    entry_type: EntryType,
    payable: Payable,
    payout_id: PayoutId,
    amount: int,
    *,
    source: str | AccountName,
    target: str | AccountName,
) -> None:
    movement = Movement(_account(payable, source), _account(payable, target), Money(amount, payable.currency))
    await post(session, entry_type, f"{payout_id}:{payable.id}", [movement], payout_id=payout_id, **about(payable))


def _account(payable: Payable, name: str | AccountName) -> AccountName:
    return name if isinstance(name, AccountName) else AccountName(payable.creator_organization_id, name)
