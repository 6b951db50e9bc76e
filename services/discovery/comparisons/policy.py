"""The policy of comparisons, each version with its date and region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OverlapPolicy:
    """How the overlap of two audiences is estimated, since no platform tells who follows both."""

    version: str
    effective_on: date
    region: str
    method: str
    dimensions: Sequence[str]
    """By which audiences are divided; taken as independent of each other."""
    most_values: int
    """Of one dimension: the largest shares count, the rest of a long list does not."""
    in_words: str


OVERLAP = OverlapPolicy(
    version="overlap-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    method="audience_similarity_times_size_ratio",
    dimensions=("countries", "ages", "genders"),
    most_values=60,
    in_words=(
        "An estimate, and a high one: people who are alike need not be the same people, and no platform tells who follows both."
        " Each audience is divided by country, age and gender at once, as if these were independent of each other; the smaller"
        " share of each cell, added up, is the similarity. Times the smaller follower count over the larger, the most that two"
        " audiences of such sizes can share, it is the overlap: of all who follow either, the share who follow both."
    ),
)
