"""What can happen with payables. The caller holds the creator's wallet."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.ledger.models import AVAILABLE, PENDING, EntryType
from services.payouts.ledger.service import TAX_WITHHELD, AccountName, Entry, Movement, post_all
from services.payouts.orders.models import OrderCopy
from services.payouts.payables import queries
from services.payouts.payables.models import Payable, PayableState, ReasonCode
from services.payouts.policy import PAYOUTS
from services.payouts.wallets.models import Wallet
from shared.events.campaigns import DeliverableId
from shared.events.identity import OrganizationId
from shared.events.payouts import HoldId, PayableReady
from shared.ids import Id
from shared.money import Money
from shared.outbox import emit

Account = tuple[OrganizationId, str]
"""A creator's money in one currency."""


@dataclass(frozen=True)
class Causes:
    """What stands between creators and their money now."""

    wallets: Mapping[OrganizationId, Wallet]
    with_account: set[Account]
    """Creators and the currencies in which they can be paid."""
    unpaid: Mapping[Account, int]
    """What they earned and no payout has taken, by currency."""
    kept_small: set[Account]
    """Creators and the currencies in which something waits because it is too little."""
    unsettled_holds: set[HoldId]

    @classmethod
    async def of(cls, session: AsyncSession, wallets: Mapping[OrganizationId, Wallet], hold_ids: Collection[HoldId]) -> "Causes":
        """Look, under the locks of the wallets: whoever changes a cause looks again after it has the lock."""
        found = await queries.causes(session, wallets, hold_ids)
        return cls(
            wallets=wallets,
            with_account={row.account for row in found if row.what == "account"},
            unpaid={row.account: row.value or 0 for row in found if row.what == "unpaid"},
            kept_small={row.account for row in found if row.what == "small"},
            unsettled_holds={row.hold_id for row in found if row.hold_id is not None},
        )

    def with_more(self, earned: Sequence[Payable]) -> "Causes":
        """Count what was earned and is not written yet."""
        unpaid = Counter(self.unpaid)
        for payable in earned:
            unpaid[payable.account] += payable.remaining.value
        return replace(self, unpaid=unpaid)

    def against(self, payable: Payable) -> list[ReasonCode]:
        """List what stands against paying one payable out."""
        account = payable.account
        found = {
            ReasonCode.ACCOUNT_MISSING: account not in self.with_account,
            ReasonCode.TAX_FORM_MISSING: self.wallets[payable.creator_organization_id].tax_form_accepted_at is None,
            ReasonCode.BELOW_MINIMUM: not self.is_enough(account),
            ReasonCode.FUNDING_UNSETTLED: payable.hold_id in self.unsettled_holds,
            ReasonCode.PUBLICATION_MISSING: payable.awaits_publication,
        }
        return [code for code, stands in found.items() if stands]

    def against_paying(self, payable: Payable) -> list[ReasonCode]:
        """List what stands against paying out one that was ready: the rest of a partly paid one may be small."""
        return [code for code in self.against(payable) if code is not ReasonCode.BELOW_MINIMUM]

    def is_enough(self, account: Account) -> bool:
        """Say whether all that a creator earned in a currency is worth a payout."""
        _, currency = account
        return self.unpaid.get(account, 0) >= PAYOUTS.minimum(currency).value


@dataclass
class Readied:
    """The entries and facts of payables that became ready, before they are written."""

    entries: list[Entry] = field(default_factory=list)
    facts: list[PayableReady] = field(default_factory=list)


def earn(
    *, order: OrderCopy, hold_id: HoldId, deliverable_id: DeliverableId, creator_net: Money, awaits_publication: bool
) -> Payable:
    """Make the payable of what a creator earned; `ready_at_once` says whether it waits. Nothing to pay is paid at once."""
    return Payable(
        hold_id=hold_id,
        order_id=order.id,
        deliverable_id=deliverable_id,
        brand_organization_id=order.brand_organization_id,
        creator_organization_id=order.creator_organization_id,
        amount=creator_net,
        awaits_publication=awaits_publication,
        state=PayableState.WAITING if creator_net else PayableState.PAID,
    )


def ready_at_once(earned: Sequence[Payable], causes: Causes, *, now: datetime) -> Readied:
    """Say of what was earned and is not written yet why it waits, or let it become ready."""
    waiting = [payable for payable in earned if payable.state is PayableState.WAITING]
    return _look_again(waiting, causes.with_more(earned), now=now)


async def ready_together(session: AsyncSession, earned: Sequence[Payable], causes: Causes, *, now: datetime) -> None:
    """More money changes one cause only: with what was earned now, what was too little before may be enough."""
    with_more = causes.with_more(earned)
    for creator in sorted({account[0] for account in causes.kept_small if with_more.is_enough(account)}):
        await reconsider(session, wallet=causes.wallets[creator], now=now)


async def reconsider(session: AsyncSession, *, wallet: Wallet, now: datetime) -> None:
    """Look again why a creator's payables wait; those that need not wait any longer become ready."""
    waiting = await queries.payables_in_state_for_update(session, wallet.organization_id, PayableState.WAITING)
    if not waiting:
        return
    causes = await Causes.of(session, {wallet.organization_id: wallet}, {payable.hold_id for payable in waiting})
    readied = _look_again(waiting, causes, now=now)
    await session.flush()
    await post_all(session, readied.entries)
    await emit(session, *readied.facts)


def _look_again(waiting: Sequence[Payable], causes: Causes, *, now: datetime) -> Readied:
    readied = Readied()
    for payable in waiting:
        note_reasons(payable, causes.against(payable), now=now)
        if not payable.waiting_for:
            wallet = causes.wallets[payable.creator_organization_id]
            readied.entries += _make_ready(payable, withholding_basis_points=wallet.withholding_basis_points, now=now)
            readied.facts.append(PayableReady.of(payable, amount=payable.remaining))
    return readied


def note_reasons(payable: Payable, codes: Sequence[ReasonCode], *, now: datetime) -> None:
    """Write down why a payable waits; a reason that stays keeps its time."""
    since = {reason["code"]: reason["since"] for reason in payable.waiting_for}
    reasons = [{"code": code.value, "since": since.get(code.value) or now.isoformat()} for code in codes]
    if reasons != payable.waiting_for:
        payable.waiting_for = reasons


def _make_ready(payable: Payable, *, withholding_basis_points: int, now: datetime) -> list[Entry]:
    """Withhold the tax, and let the rest be available."""
    withheld = payable.amount.share(withholding_basis_points)
    payable.move("make_ready", policy_version=PAYOUTS.version)
    payable.withheld_value, payable.ready_at = withheld.value, now

    owner, seen = payable.creator_organization_id, about(payable)
    pending, available = AccountName(owner, PENDING), AccountName(owner, AVAILABLE)
    return [
        Entry(EntryType.WITHHOLDING, payable.id, [Movement(pending, TAX_WITHHELD, withheld)], seen),
        Entry(EntryType.PAYABLE_READY, payable.id, [Movement(pending, available, payable.remaining)], seen),
    ]


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
