"""The policy of suggestions, each version with its date and region."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SuggestionPolicy:
    """What makes a creator suit a brief, and among whom the best are looked for."""

    name: str
    version: str
    effective_on: date
    region: str
    weights: Mapping[str, Mapping[str, int]]
    """By objective, and by the code of each part; 100 in all. What a brief does not ask for leaves its weight to the others."""
    objective_sorts: Mapping[str, str]
    """By objective: in which order of a search candidates are looked for, beside relevance."""
    full_engagement_rate: float
    no_views: int
    full_views: int
    """Median views earn points by their logarithm, between these two."""
    full_price_share: float
    no_price_share: float
    """Shares of the budget: what is asked for all deliverables earns points by its logarithm, between these two."""
    full_response_seconds: int
    no_response_seconds: int
    """How soon creators answer earns points by its logarithm, between these two."""
    full_orders: int
    """Completed orders in the category of the brief."""
    full_words: int
    """Words of the summary that stand in a profile."""
    least_letters: int
    """Shorter words in Latin letters and digits say nothing."""
    stem_letters: int
    """Words that begin with the same letters, so many, are one."""
    common_words: frozenset[str]
    """They say nothing, folded as words are."""
    candidates_a_look: int
    most_candidates: int

    def in_words(self) -> str:
        """The weights as the documentation tells them."""
        return "; ".join(
            f"`{objective}`: " + ", ".join(f"{code} {weight}" for code, weight in weights.items())
            for objective, weights in self.weights.items()
        )


SUGGESTIONS = SuggestionPolicy(
    name="greenlight",
    version="suggestions-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    weights={
        "awareness": {
            "audience": 28, "views": 24, "topic": 10, "authenticity": 10, "engagement": 8, "price": 8, "deliverables": 4,
            "results": 4, "response": 4,
        },
        "engagement": {
            "audience": 24, "engagement": 26, "topic": 12, "authenticity": 12, "views": 8, "price": 6, "deliverables": 4,
            "results": 4, "response": 4,
        },
        "traffic": {
            "audience": 26, "views": 16, "engagement": 16, "topic": 12, "authenticity": 8, "price": 8, "deliverables": 4,
            "results": 5, "response": 5,
        },
        "sales": {
            "audience": 26, "engagement": 16, "topic": 14, "authenticity": 12, "views": 8, "price": 8, "results": 8,
            "deliverables": 4, "response": 4,
        },
    },
    objective_sorts={
        "awareness": "median_views",
        "engagement": "engagement_rate",
        "traffic": "median_views",
        "sales": "engagement_rate",
    },
    full_engagement_rate=0.08,
    no_views=1_000,
    full_views=1_000_000,
    full_price_share=0.5,
    no_price_share=2.0,
    full_response_seconds=12 * 3600,
    no_response_seconds=7 * 86_400,
    full_orders=5,
    full_words=3,
    least_letters=4,
    stem_letters=5,
    common_words=frozenset(
        (  # noqa: SIM905  # words read better than a list of them
            "about also been from have into just like make more most must only other over some such than that their them then"
            " there these they this very want what when where which will with your"
            " aber alle auch dein eine einen einer haben ihre mehr nach nicht oder sich sind unser unsere wird"
            " avec dans elle leur leurs mais nous plus pour sont tous tout votre vous"
            " como desde este esta esto hacia nuestra nuestro para pero porque sobre todo"
        ).split()
    ),
    candidates_a_look=100,
    most_candidates=500,
)  # fmt: skip


@dataclass(frozen=True)
class OwnRankingPolicy:
    """What a ranking model of one's own may cost."""

    version: str
    effective_on: date
    region: str
    timeout_seconds: float
    """For the whole call; then the shipped ranking answers."""
    most_bytes: int
    """Of its answer."""


OWN_RANKING = OwnRankingPolicy(
    version="own-ranking-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    timeout_seconds=2.0,
    most_bytes=2_000_000,
)
