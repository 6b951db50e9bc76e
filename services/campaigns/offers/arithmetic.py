"""How a price divides: pure, exact."""

from collections.abc import Sequence

from shared.money import Money


def by_weight(price: Money, weights: Sequence[int]) -> list[Money]:
    """Divide a price in proportion to positive weights, by largest remainder: the sum is exact, ties go to the first."""
    total = sum(weights)
    parts = [divmod(price.value * weight, total) for weight in weights]
    missing = price.value - sum(quotient for quotient, _ in parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: (-parts[index][1], index))
    lucky = set(by_remainder[:missing])
    return [Money(quotient + (index in lucky), price.currency) for index, (quotient, _) in enumerate(parts)]


def shares_of(price: Money, lines: Sequence[tuple[int, int | None]]) -> list[list[Money]]:
    """Give each deliverable of each line (quantity, weight of one) its share of a price; without weights they are equal."""
    quantities = [quantity for quantity, _ in lines]
    weights = [weight or 1 for quantity, weight in lines for _ in range(quantity)]
    shares = iter(by_weight(price, weights))
    return [[next(shares) for _ in range(quantity)] for quantity in quantities]
