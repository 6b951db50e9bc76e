"""Every SELECT about payables. Whoever changes them holds the creator's wallet."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, String, column, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.payouts.payables.models import Allocation, Payable, PayableState
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import HoldId, PayableId, PayoutId
from shared.ids import IdType
from shared.pages import Page, Slice

_FRESH = {"populate_existing": True}
_CAUSES = text(
    """
    select 'account', organization_id, currency, cast(null as bigint), cast(null as uuid)
    from default_accounts where organization_id = any(:creators)
    union all
    select 'unpaid', owner_id, currency, cast(sum(balance) as bigint), cast(null as uuid)
    from ledger_accounts where owner_id = any(:creators) and purpose in ('pending', 'available') group by owner_id, currency
    union all
    select distinct 'small', creator_organization_id, amount_currency, cast(null as bigint), cast(null as uuid)
    from payables
    where creator_organization_id = any(:creators) and state = 'waiting' and waiting_for @> '[{"code": "below_minimum"}]'
    union all
    select distinct 'unsettled', cast(null as uuid), null, cast(null as bigint), draw.hold_id
    from draws draw join lots lot on lot.funding_id = draw.funding_id
    where draw.hold_id = any(:holds) and draw.amount_value > 0 and lot.settled_at is null
    """
).columns(
    column("what", String),
    column("creator_id", IdType(OrganizationId)),
    column("currency", String),
    column("value", BigInteger),
    column("hold_id", IdType(HoldId)),
)


async def payable_of_deliverable_for_update(session: AsyncSession, deliverable_id: DeliverableId) -> Payable | None:
    """Find and lock what was earned with a deliverable."""
    return await session.scalar(
        select(Payable).where(Payable.deliverable_id == deliverable_id).with_for_update().execution_options(**_FRESH)
    )


async def payables_in_state_for_update(
    session: AsyncSession, owner: OrganizationId, state: PayableState, *, currency: str | None = None
) -> Sequence[Payable]:
    """Lock a creator's payables of one state, oldest first."""
    query = select(Payable).where(Payable.creator_organization_id == owner, Payable.state == state)
    if currency is not None:
        query = query.where(Payable.amount_currency == currency)  # type: ignore[attr-defined]
    return list(await session.scalars(query.order_by(Payable.id).with_for_update().execution_options(**_FRESH)))


class Cause(NamedTuple):
    """Something that may stand between a creator and its money, or the lack of it."""

    what: str
    """`account`: there is one; `unpaid`: so much; `small`: something waits because it is too little; `unsettled`: a hold is."""
    creator_id: OrganizationId | None
    currency: str | None
    value: int | None
    hold_id: HoldId | None

    @property
    def account(self) -> tuple[OrganizationId, str]:
        """Whose money is meant, in which currency."""
        assert self.creator_id is not None
        assert self.currency is not None
        return self.creator_id, self.currency


async def causes(session: AsyncSession, creators: Collection[OrganizationId], hold_ids: Collection[HoldId]) -> Sequence[Cause]:
    """Look, by one statement, at all that may stand between some creators and the money that they earned from some holds.

    What a creator earned and no payout has taken is what it has pending and available.
    """
    told = {"creators": [id.uuid for id in creators], "holds": [id.uuid for id in hold_ids]}
    return [Cause(*row) for row in await session.execute(_CAUSES, told)]


async def allocations_for_update(session: AsyncSession, payout_id: PayoutId) -> Sequence[tuple[Allocation, Payable]]:
    """Lock what a payout took, and the payables that it took it from, oldest first."""
    rows = await session.execute(
        select(Allocation, Payable)
        .join(Payable, Payable.id == Allocation.payable_id)
        .where(Allocation.payout_id == payout_id)
        .order_by(Payable.id)
        .with_for_update()
        .execution_options(**_FRESH)
    )
    return [(allocation, payable) for allocation, payable in rows]


async def creators_with_payables_of(session: AsyncSession, hold_ids: Collection[HoldId]) -> set[OrganizationId]:
    """List the creators who have waiting payables of some holds."""
    return set(
        await session.scalars(
            select(Payable.creator_organization_id).where(Payable.hold_id.in_(hold_ids), Payable.state == PayableState.WAITING)
        )
    )


async def own_payable(session: AsyncSession, id: PayableId, *, owner: OrganizationId) -> Payable | None:
    """Find a creator's payable."""
    return await session.scalar(
        select(Payable).where(Payable.id == id, Payable.creator_organization_id == owner).options(joinedload(Payable.order))
    )


async def payables_of(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    states: Collection[PayableState],
    order_ids: Collection[OrderId],
    payout_ids: Collection[PayoutId],
    page: Page,
) -> Slice[Payable]:
    """List a creator's payables."""
    query = select(Payable).where(Payable.creator_organization_id == owner).options(joinedload(Payable.order))
    if states:
        query = query.where(Payable.state.in_(states))
    if order_ids:
        query = query.where(Payable.order_id.in_(order_ids))
    if payout_ids:
        query = query.where(Payable.id.in_(select(Allocation.payable_id).where(Allocation.payout_id.in_(payout_ids))))
    return await page.of(session, query, Payable)
