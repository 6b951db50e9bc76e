"""Comparing the ledger with the rails."""

from dataclasses import dataclass
from typing import Any

from services.payouts.ledger.models import rail_account
from services.payouts.ledger.queries import currencies_of, sum_of
from shared.money import Money
from shared.service import Context


@dataclass(frozen=True)
class Difference:
    """What the ledger says that a rail has, and what the rail says."""

    rail: str
    ledger: Money
    told: Money


async def differences(context: Context[Any]) -> list[Difference]:
    """Compare a rail's clearing account with the rail, by currency. Movements under way differ for a moment; quiet, none does."""
    rail = context.ports.rail
    account = rail_account(rail.name)
    async with context.step() as session:
        kept = [
            -await sum_of(session, owner=None, purpose=account, currency=currency)
            for currency in await currencies_of(session, account)
        ]
    told = [await rail.balance(amount.currency) for amount in kept]
    return [Difference(rail.name, ours, theirs) for ours, theirs in zip(kept, told, strict=True) if ours != theirs]
