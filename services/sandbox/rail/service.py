"""What can happen on the rail."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.rail import queries
from services.sandbox.rail.models import Charge, ChargeOutcome, Transfer, TransferOutcome
from services.sandbox.rail.schemas import NewCharge, NewTransfer, RailBalance
from shared.errors import NotFound, Problem

DELAY = timedelta(days=1)
"""What a delayed charge takes to settle, and a delayed transfer to arrive, in business time."""
RETURN_DELAY = timedelta(days=2)
"""How long after its arrival a returned transfer comes back, in business time."""


class RailKeyReused(Problem, status=409, code="rail_key_reused"):
    """This key has moved something else."""


async def make_charge(session: AsyncSession, new: NewCharge, *, now: datetime) -> Charge:
    """Charge a source, once for each key. Raises `RailKeyReused` where the key charged another amount."""
    is_declined = new.outcome is ChargeOutcome.DECLINED
    await _insert_once(
        session,
        Charge,
        key=new.key,
        amount_value=new.amount.value,
        amount_currency=new.amount.currency,
        outcome=new.outcome,
        settles_at=None if is_declined else now + (DELAY if new.outcome is ChargeOutcome.DELAYED else timedelta(0)),
        failure_code="card_declined" if is_declined else None,
        created_at=now,
        updated_at=now,
    )
    charge = await queries.charge(session, new.key)
    if charge is None or charge.amount != new.amount:
        raise RailKeyReused
    return charge


async def make_transfer(session: AsyncSession, new: NewTransfer, *, now: datetime) -> Transfer:
    """Send money, once for each key. Raises `RailKeyReused` where the key sent another amount."""
    is_failed = new.outcome is TransferOutcome.FAILED
    await _insert_once(
        session,
        Transfer,
        key=new.key,
        amount_value=new.amount.value,
        amount_currency=new.amount.currency,
        holder_name=new.holder_name,
        outcome=new.outcome,
        completes_at=None if is_failed else now + (DELAY if new.outcome is TransferOutcome.DELAYED else timedelta(0)),
        returns_at=now + RETURN_DELAY if new.outcome is TransferOutcome.RETURNED else None,
        failure_code="account_closed" if is_failed else None,
        created_at=now,
        updated_at=now,
    )
    transfer = await queries.transfer(session, new.key)
    if transfer is None or transfer.amount != new.amount:
        raise RailKeyReused
    return transfer


async def charge_of(session: AsyncSession, key: str) -> Charge:
    """Find a charge. Raises `NotFound`."""
    charge = await queries.charge(session, key)
    if charge is None:
        raise NotFound
    return charge


async def transfer_of(session: AsyncSession, key: str) -> Transfer:
    """Find a transfer. Raises `NotFound`."""
    transfer = await queries.transfer(session, key)
    if transfer is None:
        raise NotFound
    return transfer


async def balance(session: AsyncSession, currency: str, *, now: datetime) -> RailBalance:
    """Tell what the rail has moved in a currency, for reconciliation."""
    charged = await queries.charged(session, currency)
    transferred = await queries.transferred(session, currency, now=now)
    returned = await queries.returned(session, currency, now=now)
    return RailBalance(
        currency=currency, charged=charged, transferred=transferred, returned=returned, balance=charged - transferred + returned
    )


async def _insert_once(session: AsyncSession, model: Any, **values: Any) -> None:
    table = model.__table__
    await session.execute(insert(table).values(values).on_conflict_do_nothing(index_elements=[table.c.key]))
