"""The arithmetic of money: pure, so that it can be proved. It imports nothing of ours but Money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from shared.money import Money

A = TypeVar("A")
"""How an account is named."""


@dataclass(frozen=True, slots=True)
class Release:
    """How one share is divided: `creator_net + platform_fee == share`."""

    creator_net: Money
    platform_fee: Money


def divide(share: Money, *, basis_points: int, released_before: Money, fee_before: Money) -> Release:
    """Divide a share into the creator's net and the platform's fee.

    The fee is the rate of all that the order has released with this share, rounded down, less what was taken before: three shares
    of 100,001 at 10 % cost 10,000 in all. It is never below nothing, nor above the share.
    """
    owed = (released_before + share).share(basis_points) - fee_before
    fee = Money(min(max(owed.value, 0), share.value), share.currency)
    return Release(creator_net=share - fee, platform_fee=fee)


def take(wanted: int, available: Sequence[int]) -> list[int]:
    """Take an amount from several, in their order; the last one touched gives a part. What is lacking stays untaken."""
    taken = []
    for one in available:
        part = min(one, wanted)
        taken.append(part)
        wanted -= part
    return taken


def net(movements: Sequence[tuple[A, A, Money]]) -> Mapping[A, Money]:
    """Sum movements (from, to, amount) by account, without those that come to nothing. The sums are zero in all."""
    sums: dict[A, Money] = {}
    for source, target, amount in movements:
        nothing = Money.zero(amount.currency)
        sums[source] = sums.get(source, nothing) - amount
        sums[target] = sums.get(target, nothing) + amount
    return {account: amount for account, amount in sums.items() if amount}
