"""What can happen with payables. The caller holds the creator's wallet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.ledger.models import AVAILABLE, PENDING, EntryType
from services.payouts.ledger.service import TAX_WITHHELD, AccountName, Movement, post
from services.payouts.lots.queries import unsettled
from services.payouts.orders.models import OrderCopy
from services.payouts.payables import queries
from services.payouts.payables.models import Payable, PayableState, ReasonCode
from services.payouts.policy import PAYOUTS
from services.payouts.wallets.models import Wallet
from services.payouts.wallets.queries import default_accounts
from shared.events.campaigns import DeliverableId
from shared.events.payouts import HoldId, PayableReady
from shared.ids import Id
from shared.money import Money
from shared.outbox import emit


@dataclass(frozen=True)
class Causes:
    """What stands between one creator and its money now."""

    wallet: Wallet
    currencies_with_account: frozenset[str]
    unpaid: Mapping[str, int]
    unsettled_holds: set[HoldId]

    @classmethod
    async def of(cls, session: AsyncSession, wallet: Wallet, payables: Sequence[Payable]) -> "Causes":
        """Look, under the lock of the wallet: whoever changes a cause looks again after it has the lock."""
        return cls(
            wallet=wallet,
            currencies_with_account=frozenset(await default_accounts(session, wallet.organization_id)),
            unpaid=await queries.unpaid_totals(session, wallet.organization_id),
            unsettled_holds=await unsettled(session, {payable.hold_id for payable in payables}),
        )

    def against(self, payable: Payable) -> list[ReasonCode]:
        """List what stands against paying one payable out."""
        found = {
            ReasonCode.ACCOUNT_MISSING: payable.currency not in self.currencies_with_account,
            ReasonCode.TAX_FORM_MISSING: self.wallet.tax_form_accepted_at is None,
            ReasonCode.BELOW_MINIMUM: self.unpaid.get(payable.currency, 0) < PAYOUTS.minimum(payable.currency).value,
            ReasonCode.FUNDING_UNSETTLED: payable.hold_id in self.unsettled_holds,
            ReasonCode.PUBLICATION_MISSING: payable.awaits_publication,
        }
        return [code for code, stands in found.items() if stands]

    def against_paying(self, payable: Payable) -> list[ReasonCode]:
        """List what stands against paying out one that was ready: the rest of a partly paid one may be small."""
        return [code for code in self.against(payable) if code is not ReasonCode.BELOW_MINIMUM]


async def earn(
    session: AsyncSession,
    *,
    order: OrderCopy,
    hold_id: HoldId,
    deliverable_id: DeliverableId,
    creator_net: Money,
    awaits_publication: bool,
) -> Payable:
    """Note that a creator earned something; `reconsider` says whether it waits. Nothing to pay is paid at once."""
    payable = Payable(
        hold_id=hold_id,
        order_id=order.id,
        deliverable_id=deliverable_id,
        brand_organization_id=order.brand_organization_id,
        creator_organization_id=order.creator_organization_id,
        amount=creator_net,
        awaits_publication=awaits_publication,
        state=PayableState.WAITING if creator_net else PayableState.PAID,
    )
    session.add(payable)
    await session.flush()
    return payable


async def reconsider(session: AsyncSession, *, wallet: Wallet, now: datetime) -> None:
    """Look again why a creator's payables wait; those that need not wait any longer become ready."""
    waiting = await queries.payables_in_state_for_update(session, wallet.organization_id, PayableState.WAITING)
    if not waiting:
        return
    causes = await Causes.of(session, wallet, waiting)
    for payable in waiting:
        note_reasons(payable, causes.against(payable), now=now)
        if not payable.waiting_for:
            await _make_ready(session, payable, withholding_basis_points=wallet.withholding_basis_points, now=now)
    await session.flush()


def note_reasons(payable: Payable, codes: Sequence[ReasonCode], *, now: datetime) -> None:
    """Write down why a payable waits; a reason that stays keeps its time."""
    since = {reason["code"]: reason["since"] for reason in payable.waiting_for}
    reasons = [{"code": code.value, "since": since.get(code.value) or now.isoformat()} for code in codes]
    if reasons != payable.waiting_for:
        payable.waiting_for = reasons


async def _make_ready(session: AsyncSession, payable: Payable, *, withholding_basis_points: int, now: datetime) -> None:
    owner = payable.creator_organization_id
    withheld = payable.amount.share(withholding_basis_points)
    payable.move("make_ready", policy_version=PAYOUTS.version)
    payable.withheld_value, payable.ready_at = withheld.value, now
    await session.flush()

    seen = about(payable)
    pending = AccountName(owner, PENDING)
    await post(session, EntryType.WITHHOLDING, payable.id, [Movement(pending, TAX_WITHHELD, withheld)], **seen)
    to_available = Movement(pending, AccountName(owner, AVAILABLE), payable.remaining)
    await post(session, EntryType.PAYABLE_READY, payable.id, [to_available], **seen)
    await emit(session, PayableReady.of(payable, amount=payable.remaining))


def about(payable: Payable) -> dict[str, Id]:
    """What the creator alone sees of a payable's entries."""
    return {
        "creator_organization_id": payable.creator_organization_id,
        "order_id": payable.order_id,
        "deliverable_id": payable.deliverable_id,
        "hold_id": payable.hold_id,
        "payable_id": payable.id,
    }


async def note_publication(session: AsyncSession, *, wallet: Wallet, deliverable_id: DeliverableId, now: datetime) -> None:
    """The post is there: a payable that waited for it waits no more."""
    payable = await queries.payable_of_deliverable_for_update(session, deliverable_id)
    if payable is not None and payable.awaits_publication:
        payable.awaits_publication = False
        await reconsider(session, wallet=wallet, now=now)


async def reverse(session: AsyncSession, deliverable_id: DeliverableId) -> Payable | None:
    """Take back what was earned with a deliverable whose post never came; None where it does not wait for one."""
    payable = await queries.payable_of_deliverable_for_update(session, deliverable_id)
    if payable is None or payable.state is not PayableState.WAITING or not payable.awaits_publication:
        return None
    payable.move("reverse")
    payable.waiting_for = []
    await session.flush()
    return payable
