"""Every SELECT about lots. Whoever changes them holds the brand's wallet."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.lots.models import Draw, Lot
from shared.events.identity import OrganizationId
from shared.events.payouts import FundingId, HoldId

_FRESH = {"populate_existing": True}


async def lot_for_update(session: AsyncSession, funding_id: FundingId) -> Lot:
    """Lock the lot of a funding that succeeded."""
    query = select(Lot).where(Lot.funding_id == funding_id).with_for_update().execution_options(**_FRESH)
    return (await session.scalars(query)).one()


async def unused_lots_for_update(session: AsyncSession, owner: OrganizationId, currency: str) -> Sequence[Lot]:
    """Lock the lots of which something is left, settled ones first, then oldest first."""
    query = (
        select(Lot)
        .where(Lot.organization_id == owner, Lot.amount_currency == currency, Lot.unused_value > 0)  # type: ignore[attr-defined]
        .order_by(Lot.funding_id)
        .with_for_update()
        .execution_options(**_FRESH)
    )
    return sorted(await session.scalars(query), key=lambda lot: lot.settled_at is None)


async def draws_for_update(session: AsyncSession, hold_id: HoldId) -> Sequence[tuple[Draw, Lot]]:
    """Lock what a hold drew, and the lots it drew from: those that are not settled first, then the newest first."""
    rows = await session.execute(
        select(Draw, Lot)
        .join(Lot, Lot.funding_id == Draw.funding_id)
        .where(Draw.hold_id == hold_id)
        .order_by(Lot.settled_at.is_not(None), Lot.funding_id.desc())
        .with_for_update()
        .execution_options(**_FRESH)
    )
    return [(draw, lot) for draw, lot in rows]


async def holds_that_drew(session: AsyncSession, funding_id: FundingId) -> Sequence[HoldId]:
    """List the holds that have money of a funding."""
    return list(await session.scalars(select(Draw.hold_id).where(Draw.funding_id == funding_id, Draw.amount_value > 0)))
