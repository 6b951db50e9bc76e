"""Payouts' policy numbers, each version with its date and region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.money import CURRENCIES, Money

EVERYWHERE = "*"


@dataclass(frozen=True)
class HoldPolicy:
    """How long a hold waits for the brand's money."""

    version: str
    effective_on: date
    region: str
    unfunded: timedelta


HOLDS = HoldPolicy(version="holds-2026-01", effective_on=date(2026, 1, 1), region=EVERYWHERE, unfunded=timedelta(hours=72))


@dataclass(frozen=True)
class PayoutPolicy:
    """The least that is paid out, by currency in minor units, and how returns are noticed."""

    version: str
    effective_on: date
    region: str
    minimums: Mapping[str, int]
    """One major unit where a currency is not named."""
    returns_watched_every: timedelta
    returns_watched_for: timedelta
    """A bank sends money back within days: so long is the rail asked about what it has paid."""

    def minimum(self, currency: str) -> Money:
        """Give the least amount of a payout."""
        return Money(self.minimums.get(currency, 10 ** CURRENCIES[currency]), currency)


PAYOUTS = PayoutPolicy(
    version="payouts-2026-01",
    effective_on=date(2026, 1, 1),
    region=EVERYWHERE,
    minimums={"USD": 100, "EUR": 100, "JPY": 100},
    returns_watched_every=timedelta(days=1),
    returns_watched_for=timedelta(days=7),
)


@dataclass(frozen=True)
class TaxPolicy:
    """Which tax forms a creator of a region may hand in, and what is withheld under each, in basis points."""

    version: str
    effective_on: date
    region: str
    withholding_basis_points: Mapping[str, int]


TAX: Sequence[TaxPolicy] = (
    TaxPolicy(version="tax-2026-01-us", effective_on=date(2026, 1, 1), region="US", withholding_basis_points={"w9": 0}),
    # A US person who lives elsewhere hands in a W-9 too.
    TaxPolicy(
        version="tax-2026-01", effective_on=date(2026, 1, 1), region=EVERYWHERE, withholding_basis_points={"w8ben": 0, "w9": 0}
    ),
)


def tax_policy(country: str, *, on: date) -> TaxPolicy:
    """Choose the newest policy of a country that is in force on a day; the one for everywhere where it has none of its own."""
    in_force = [policy for policy in TAX if policy.effective_on <= on and policy.region in {country, EVERYWHERE}]
    return max(in_force, key=lambda policy: (policy.region != EVERYWHERE, policy.effective_on))
