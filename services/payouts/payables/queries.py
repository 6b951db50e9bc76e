"""Every SELECT about payables. Whoever changes them holds the creator's wallet."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.payouts.payables.models import Allocation, Payable, PayableState
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import HoldId, PayableId, PayoutId
from shared.pages import Page, Slice

_FRESH = {"populate_existing": True}


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


async def unpaid_totals(session: AsyncSession, owner: OrganizationId) -> Mapping[str, int]:
    """Sum what a creator earned and no payout has taken, by currency."""
    remaining = Payable.amount_value - Payable.withheld_value - Payable.in_payout_value - Payable.paid_value  # type: ignore[attr-defined]
    rows = await session.execute(
        select(Payable.amount_currency.label("currency"), func.sum(remaining).label("total"))  # type: ignore[attr-defined]
        .where(
            Payable.creator_organization_id == owner,
            Payable.state.in_([PayableState.WAITING, PayableState.READY]),
        )
        .group_by(Payable.amount_currency)  # type: ignore[attr-defined]
    )
    return {row.currency: int(row.total) for row in rows}


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
