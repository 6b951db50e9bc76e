"""The policy numbers of likeness, each version with its date and region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LikenessPolicy:
    """What makes two creators alike, and among whom the most alike are looked for."""

    version: str
    effective_on: date
    region: str
    weights: Mapping[str, int]
    """Percent, by the code of each part; 100 in all."""
    times: Mapping[str, float]
    """By the code of a part that compares two numbers: where one is so many times the other, nothing is alike."""
    looks: Sequence[Sequence[str]]
    """What candidates share with the creator, look after look."""
    follower_times: int
    """`followers` of a look: so many times more or fewer, at most."""
    candidates_a_look: int
    most_candidates: int
    decimals: int
    """To which parts and the whole are rounded before they are compared: what is shown is what counts."""

    @property
    def in_words(self) -> str:
        """The weights as the documentation tells them."""
        return ", ".join(f"`{code}` {weight} %" for code, weight in self.weights.items())


LIKENESS = LikenessPolicy(
    version="likeness-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    weights={"categories": 30, "audience": 30, "followers": 15, "price": 15, "engagement": 10},
    times={"followers": 10, "price": 4, "engagement": 4},
    looks=(
        ("category", "language", "country", "audience_country", "followers"),
        ("category", "audience_country", "followers"),
        ("category", "language", "followers"),
        ("category", "followers"),
        ("category",),
        ("language", "country", "followers"),
        ("followers",),
    ),
    follower_times=4,
    candidates_a_look=100,
    most_candidates=400,
    decimals=4,
)
