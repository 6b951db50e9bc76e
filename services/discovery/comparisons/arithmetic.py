"""The arithmetic of comparisons: how much two audiences may overlap, and how many people several reach. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import floor, fsum, prod
from typing import Any, Protocol

from services.discovery.comparisons.policy import OVERLAP, OverlapPolicy
from services.discovery.similar.arithmetic import Shares, whole

DECIMALS = 4


class Followed(Protocol):
    """Somebody with an audience."""

    id: Any
    follower_count: Any
    audience: Any
    """Shares by dimension and value."""


@dataclass(frozen=True)
class Overlap:
    """What two audiences may have in common. Null where the platforms tell nothing by which both can be divided."""

    creator_ids: tuple[Any, Any]
    dimensions: Sequence[str]
    audience_similarity: float | None
    size_ratio: float
    audience_overlap: float | None
    shared_follower_count: int | None


@dataclass(frozen=True)
class Reach:
    """How many people follow at least one; the estimate is null where an overlap is."""

    smallest_follower_count: int
    largest_follower_count: int
    estimated_follower_count: int | None


def overlaps_of(creators: Sequence[Followed]) -> Sequence[Overlap]:
    """Compare each with each."""
    return [overlap_of(one, other) for one, other in combinations(creators, 2)]


def overlap_of(one: Followed, other: Followed, policy: OverlapPolicy = OVERLAP) -> Overlap:
    """Estimate what two audiences share: their similarity times the smaller following over the larger."""
    mine, theirs = _divided(one, policy), _divided(other, policy)
    dimensions = [name for name in policy.dimensions if mine[name] and theirs[name]]
    smaller, larger = sorted((one.follower_count, other.follower_count))
    ratio = smaller / larger if larger > 0 else 0.0
    ids = (one.id, other.id)
    if not dimensions:
        return Overlap(ids, [], None, round(ratio, DECIMALS), None, None)
    similarity = _similarity([(mine[name], theirs[name]) for name in dimensions])
    overlap = similarity * ratio
    # Of all who follow either, A + B - S, the share S follow both.
    shared = min(smaller, floor((smaller + larger) * overlap / (1 + overlap) + 0.5))
    return Overlap(ids, dimensions, round(similarity, DECIMALS), round(ratio, DECIMALS), round(overlap, DECIMALS), shared)


def _divided(creator: Followed, policy: OverlapPolicy) -> Mapping[str, Shares]:
    parts = {name: whole(creator.audience[name]) for name in policy.dimensions}
    return {
        name: dict(sorted(shares.items(), key=lambda one: (-one[1], one[0]))[: policy.most_values])
        for name, shares in parts.items()
    }


def _similarity(dimensions: Sequence[tuple[Shares, Shares]]) -> float:
    """Add up the smaller share of each cell that both audiences have: 0 to 1."""
    shares = [[(share, theirs[value]) for value, share in mine.items() if value in theirs] for mine, theirs in dimensions]
    return min(
        1.0, fsum(min(prod(mine), prod(theirs)) for mine, theirs in (zip(*cell, strict=True) for cell in product(*shares)))
    )


def reach_of(creators: Sequence[Followed], overlaps: Sequence[Overlap]) -> Reach:
    """Estimate how many people follow at least one, the largest following first.

    Of each following, those count who follow none of the larger ones, as if that were independent: exact for two.
    """
    counts = [creator.follower_count for creator in creators]
    shared = {frozenset(one.creator_ids): one.shared_follower_count for one in overlaps}
    if None in shared.values():
        return Reach(max(counts), sum(counts), None)
    ordered = sorted(creators, key=lambda one: (-one.follower_count, one.id))
    new = [
        one.follower_count
        * prod(1 - (shared[frozenset((one.id, larger.id))] or 0) / one.follower_count for larger in ordered[:place])
        for place, one in enumerate(ordered)
        if one.follower_count > 0
    ]
    return Reach(max(counts), sum(counts), floor(fsum(new) + 0.5))
