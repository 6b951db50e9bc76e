"""Fractions as whole numbers: a share in ten-thousandths, a rate in millionths. Pure."""

from dataclasses import dataclass
from math import ceil, floor

from services.discovery.policy import SEARCH


@dataclass(frozen=True)
class Scale:
    """How many parts a whole has. Bounds compare as the database does, in double precision."""

    parts: int

    def number(self, fraction: float) -> int:
        """Give the parts of a fraction that was rounded to them."""
        return round(fraction * self.parts)

    def fraction(self, number: int) -> float:
        """Give the fraction, the very one that was written."""
        return number / self.parts

    def at_least(self, bound: float) -> int:
        """Give the lowest number whose fraction is not below a bound."""
        number = floor(bound * self.parts) - 1
        while number / self.parts < bound:
            number += 1
        return number

    def at_most(self, bound: float) -> int:
        """Give the highest number whose fraction is not above a bound."""
        number = ceil(bound * self.parts) + 1
        while number / self.parts > bound:
            number -= 1
        return number


WHOLE = Scale(1)
SHARE = Scale(10**SEARCH.share_decimals)
RATE = Scale(10**SEARCH.rate_decimals)

_ENDLESS = 1 << 62


def amounts_worth(minimum: float | None, maximum: float | None, factor: float) -> tuple[int | None, int | None]:
    """Give the amounts that, times the factor and rounded down, lie in a range."""
    lowest = None if minimum is None else _first_worth(ceil(minimum), factor)
    highest = None if maximum is None else _first_worth(floor(maximum) + 1, factor) - 1
    return lowest, highest


def _first_worth(value: int, factor: float) -> int:
    """Give the first amount that is worth so much, looked for where a division says that it lies."""
    if factor <= 0 or value / factor >= _ENDLESS:
        return _ENDLESS
    amount = max(int(value / factor) - 2, 0)
    while amount > 0 and floor((amount - 1) * factor) >= value:
        amount -= 1
    while floor(amount * factor) < value:
        amount += 1
    return amount
