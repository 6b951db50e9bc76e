"""The pure arithmetic of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.payouts.ledger.arithmetic import divide, net, take
from shared.money import LARGEST, Money


def fees(shares: list[int], basis_points: int, currency: str = "USD") -> list[int]:
    """Divide shares one after the other, as a hold does."""
    released, taken, found = Money.zero(currency), Money.zero(currency), []
    for value in shares:
        share = Money(value, currency)
        parts = divide(share, basis_points=basis_points, released_before=released, fee_before=taken)
        assert parts.creator_net + parts.platform_fee == share
        released, taken = released + share, taken + parts.platform_fee
        found.append(parts.platform_fee.value)
    return found


@pytest.mark.parametrize(
    ("shares", "basis_points", "expected"),
    [
        ([60_000], 1000, [6000]),
        ([33_334, 33_334, 33_333], 1000, [3333, 3333, 3334]),
        ([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1000, [0] * 9 + [1]),
        ([9], 1000, [0]),
        ([7], 0, [0]),
        ([7], 10_000, [7]),
    ],
)
def test_the_fee_is_the_rate_of_all_that_was_released(shares: list[int], basis_points: int, expected: list[int]) -> None:
    assert fees(shares, basis_points) == expected


@given(st.lists(st.integers(0, LARGEST // 50), max_size=20), st.integers(0, 10_000), st.sampled_from(["USD", "JPY", "KWD"]))
def test_whatever_the_shares_the_fee_is_that_of_their_sum(shares: list[int], basis_points: int, currency: str) -> None:
    found = fees(shares, basis_points, currency)

    assert sum(found) == sum(shares) * basis_points // 10_000
    assert all(0 <= fee <= share for fee, share in zip(found, shares, strict=True))


@given(st.integers(0, LARGEST), st.lists(st.integers(0, LARGEST), max_size=10))
def test_taking_takes_in_order_and_no_more_than_there_is(wanted: int, available: list[int]) -> None:
    taken = take(wanted, available)

    assert sum(taken) == min(wanted, sum(available))
    assert all(0 <= part <= one for part, one in zip(taken, available, strict=True))
    untouched = next((place for place, (part, one) in enumerate(zip(taken, available, strict=True)) if part < one), len(taken))
    assert not any(taken[untouched + 1 :])


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.integers(-LARGEST, LARGEST)), max_size=8))
def test_movements_sum_to_zero(movements: list[tuple[str, str, int]]) -> None:
    lines = net([(source, target, Money(value, "USD")) for source, target, value in movements])

    assert sum(amount.value for amount in lines.values()) == 0
    assert all(lines.values())
    assert len(lines) != 1
