"""Discovery's policy numbers, each version with its date and region."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


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


# --- what a profile is worth --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CompletenessPolicy:
    """What belongs to a profile."""

    version: str
    effective_on: date
    region: str
    weights: Mapping[str, int]
    """By the code of each part; 100 in all."""
    bio_characters: int
    """A bio that is shorter says too little."""
    content_examples: int


@dataclass(frozen=True)
class BadgePolicy:
    """What earns the badges."""

    version: str
    effective_on: date
    region: str
    complete_from: int
    """`complete`: a completeness of so much."""
    experienced_from: int
    """`experienced`: so many completed orders."""
    answers_within: timedelta
    """`responsive`: the median of the newest questions is shorter."""
    questions_counted: int
    """So many of the newest questions that ended count for the median."""
    least_answers: int
    """Fewer earn no badge."""
    silence_from: timedelta
    """A question that ran out after so long, or later, counts as not answered; sooner, it says nothing of the creator."""


@dataclass(frozen=True)
class QualityPolicy:
    """What puts a creator before others whom the words of a search fit alike."""

    version: str
    effective_on: date
    region: str
    weights: Mapping[str, int]
    """Percent; 100 in all."""

    @property
    def in_words(self) -> str:
        """The weights as the documentation of searches tells them."""
        return ", ".join(f"{part} {weight} %" for part, weight in self.weights.items())


COMPLETENESS = CompletenessPolicy(
    version="completeness-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    weights={
        "rates": 20,
        "bio": 15,
        "categories": 15,
        "content_examples": 15,
        "audience": 15,
        "languages": 10,
        "formats": 10,
    },
    bio_characters=40,
    content_examples=2,
)

BADGES = BadgePolicy(
    version="badges-2026-02",
    effective_on=date(2026, 2, 1),
    region="*",
    complete_from=100,
    experienced_from=5,
    answers_within=timedelta(hours=48),
    questions_counted=20,
    least_answers=3,
    silence_from=timedelta(hours=48),
)

QUALITY = QualityPolicy(
    version="quality-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    weights={"completeness": 40, "authenticity": 20, "responsive": 20, "experienced": 20},
)
"""`authenticity` without a score counts as 0; the two badges count whole or not at all."""


# --- authenticity -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SignalPolicy:
    """One signal of authenticity. Within the peers' range, from the first to the third quartile, it gives all of its points.

    Outside they fall by the logarithm of the distance, to none where the value is so many times beyond the range's end.
    """

    weight: int
    """Percent of the score; 100 in all."""
    below: float | None
    """So many times below the range none are left; None: low values cost nothing."""
    above: float | None
    harmless: float = 0
    """So much never costs anything, however little the peers have."""


@dataclass(frozen=True)
class AuthenticityPolicy:
    """How the score is worked out."""

    version: str
    effective_on: date
    region: str
    signals: Mapping[str, SignalPolicy]
    followers_from: tuple[int, ...]
    """Lower ends of the bands: creators are compared with those of their platform and band."""
    least_peers: int
    """Fewer creators with a value make no range."""
    least_weight: int
    """Percent: signals of less weight together make no score."""
    least_recordings: int
    least_recorded_days: int
    """What follower counts must span to tell of growth."""
    recordings_kept: timedelta
    """Before the newest."""
    first_measuring: timedelta
    """Peers are measured every night, and so often while there are no ranges at all."""
    decimals: int
    """To which values and ranges are rounded before they are compared: what is shown is what counts."""


AUTHENTICITY = AuthenticityPolicy(
    version="authenticity-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    signals={
        "engagement_rate": SignalPolicy(weight=20, below=4, above=5),
        "views_per_follower": SignalPolicy(weight=20, below=5, above=20),
        "likes_per_view": SignalPolicy(weight=15, below=5, above=4),
        "largest_daily_growth": SignalPolicy(weight=15, below=None, above=10, harmless=0.005),
        "average_to_median_views": SignalPolicy(weight=10, below=None, above=4),
        "audience_concentration": SignalPolicy(weight=10, below=3, above=None),
        "likes_per_follower": SignalPolicy(weight=5, below=6, above=None),
        "posts_last_30_days": SignalPolicy(weight=5, below=6, above=6),
    },
    followers_from=(0, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000),
    least_peers=20,
    least_weight=60,
    least_recordings=4,
    least_recorded_days=14,
    recordings_kept=timedelta(days=400),
    first_measuring=timedelta(minutes=5),
    decimals=6,
)
