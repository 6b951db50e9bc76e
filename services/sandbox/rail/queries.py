"""Every SELECT about the rail."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.sandbox.rail.models import Charge, Transfer


async def charge(session: AsyncSession, key: str) -> Charge | None:
    """Find a charge."""
    return await session.get(Charge, key)


async def transfer(session: AsyncSession, key: str) -> Transfer | None:
    """Find a transfer."""
    return await session.get(Transfer, key)


async def charged(session: AsyncSession, currency: str) -> int:
    """Sum the charges that succeeded, settled or not."""
    return await _sum(session, Charge, currency, Charge.failure_code.is_(None))


async def transferred(session: AsyncSession, currency: str, *, now: datetime) -> int:
    """Sum the transfers that have arrived, whether or not they came back."""
    return await _sum(session, Transfer, currency, Transfer.completes_at <= now)


async def returned(session: AsyncSession, currency: str, *, now: datetime) -> int:
    """Sum the transfers that have come back."""
    return await _sum(session, Transfer, currency, Transfer.returns_at <= now)


async def _sum(session: AsyncSession, model: Any, currency: str, condition: ColumnElement[bool]) -> int:
    table = model.__table__.c
    total = select(func.coalesce(func.sum(table.amount_value), 0)).where(table.amount_currency == currency, condition)
    return int(await session.scalar(total) or 0)
