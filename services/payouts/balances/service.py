"""What an organization has, by currency."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.funding.queries import under_way
from services.payouts.holds.queries import held_by
from services.payouts.ledger.models import AVAILABLE, IN_PAYOUT, PENDING
from services.payouts.ledger.queries import kept_balances
from services.payouts.organizations.queries import organization
from shared.events.identity import OrganizationId
from shared.money import Money


@dataclass(frozen=True)
class Balance:
    """What an organization has in one currency."""

    currency: str
    available: Money
    held: Money
    pending: Money


_SHOWN_AS = {AVAILABLE: "available", PENDING: "pending", IN_PAYOUT: "held"}


async def balances(session: AsyncSession, owner: OrganizationId) -> list[Balance]:
    """Give what an organization has in each currency that it has ever had, and at least in its own."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(("available", "held", "pending"), 0))
    for purpose, amount in await kept_balances(session, owner):
        sums[amount.currency][_SHOWN_AS[purpose]] += amount.value
    for amount in await held_by(session, owner):
        sums[amount.currency]["held"] += amount.value
    for amount in await under_way(session, owner):
        sums[amount.currency]["pending"] += amount.value
    own = await organization(session, owner)
    if own is not None:
        sums[own.currency]
    return [
        Balance(currency, **{name: Money(value, currency) for name, value in parts.items()})
        for currency, parts in sorted(sums.items())
    ]
