"""Discovery's policy numbers, each version with its date and region."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SearchPolicy:
    """What a search takes for granted."""

    version: str
    effective_on: date
    region: str
    audience_share: float
    """The share of an audience that counts where a caller names none."""
    floor_steps: tuple[int, ...]
    """A minimum offer is compared in these steps of each power of ten only: asking again and again tells no more of it."""
    share_decimals: int
    rate_decimals: int
    """Shares of an audience and engagement rates are kept to so many decimals, so that every index compares the same numbers."""


SEARCH = SearchPolicy(
    version="search-2026-02",
    effective_on=date(2026, 1, 1),
    region="*",
    audience_share=0.2,
    floor_steps=(1, 2, 5),
    share_decimals=4,
    rate_decimals=6,
)


def first_floor_step_above(amount: int, policy: SearchPolicy = SEARCH) -> int:
    """Give the lowest step above an amount in minor units: who asks for at least that much is not to be had for the amount."""
    power = 1
    while True:
        for step in policy.floor_steps:
            if step * power > amount:
                return step * power
        power *= 10
