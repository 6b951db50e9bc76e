"""Which funding's money is used where. The caller holds the brand's wallet."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.ledger.arithmetic import take
from services.payouts.lots import queries
from services.payouts.lots.models import Draw, Lot
from shared.events.payouts import HoldId
from shared.money import Money


async def draw(session: AsyncSession, *, hold_id: HoldId, amount: Money, lots: Sequence[Lot]) -> None:
    """Take an amount for a hold from lots, in their order: they have enough."""
    parts = take(amount.value, [lot.unused_value for lot in lots])
    assert sum(parts) == amount.value, hold_id
    for lot, part in zip(lots, parts, strict=True):
        if part:
            lot.unused_value -= part
            session.add(Draw(hold_id=hold_id, funding_id=lot.funding_id, amount_value=part))
    await session.flush()


async def give_back(session: AsyncSession, *, hold_id: HoldId, amount: Money) -> None:
    """Return an amount from a hold to the lots that it drew from: first what is not settled, so that less of it waits."""
    drawn = await queries.draws_for_update(session, hold_id)
    parts = take(amount.value, [one.amount_value for one, _ in drawn])
    assert sum(parts) == amount.value, hold_id
    for (one, lot), part in zip(drawn, parts, strict=True):
        one.amount_value -= part
        lot.unused_value += part
    await session.flush()
