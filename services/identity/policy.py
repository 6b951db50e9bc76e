"""Identity's policy numbers, each version with its date and region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

EVERYWHERE = "*"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One version of a set of numbers: from which day, and where it holds."""

    version: str
    effective_on: date
    region: str = EVERYWHERE
    """A country, or everywhere that has no version of its own."""


@dataclass(frozen=True, kw_only=True)
class SessionPolicy(Policy):
    """How long credentials live, in real time."""

    access_token: timedelta
    refresh_token: timedelta
    lost_answer: timedelta
    """How long a rotated refresh token is taken again while its successor is unused: a phone lost the answer."""


@dataclass(frozen=True, kw_only=True)
class VerificationPolicy(Policy):
    """How a brand is verified."""

    link: timedelta
    """How long the link in the e-mail works."""


@dataclass(frozen=True, kw_only=True)
class EligibilityPolicy(Policy):
    """Whom the marketplace admits as a creator."""

    age_years: int
    followers: int
    likes_last_28_days: int
    posts_last_30_days: int
    engagement_rate: float
    views_per_follower: float
    """How much of the following must be seen watching, until there is a score: average views over followers."""


@dataclass(frozen=True, kw_only=True)
class ApplicationPolicy(Policy):
    """How creators' applications go on."""

    reapply_after: timedelta


@dataclass(frozen=True, kw_only=True)
class ApiKeyPolicy(Policy):
    """What an organization's keys are held to, in real time."""

    most_working: int
    note_use_every: timedelta


@dataclass(frozen=True, kw_only=True)
class MemberPolicy(Policy):
    """How people join an organization."""

    invitation: timedelta
    """How long an invitation can be taken up."""


SESSIONS = SessionPolicy(
    version="sessions-2026-01",
    effective_on=date(2026, 1, 1),
    access_token=timedelta(minutes=10),
    refresh_token=timedelta(days=30),
    lost_answer=timedelta(seconds=30),
)

API_KEYS = ApiKeyPolicy(
    version="api-keys-2026-01",
    effective_on=date(2026, 1, 1),
    most_working=100,
    note_use_every=timedelta(minutes=1),
)

MEMBERS = MemberPolicy(version="members-2026-01", effective_on=date(2026, 1, 1), invitation=timedelta(days=7))

VERIFICATIONS = [
    VerificationPolicy(version="brand-verification-2026-01", effective_on=date(2026, 1, 1), link=timedelta(hours=24)),
]

ELIGIBILITY = [
    EligibilityPolicy(
        version="creator-eligibility-2026-01",
        effective_on=date(2026, 1, 1),
        age_years=18,
        followers=10_000,
        likes_last_28_days=100_000,
        posts_last_30_days=3,
        engagement_rate=0.01,
        views_per_follower=0.01,
    ),
    EligibilityPolicy(
        version="creator-eligibility-kr-2026-01",
        effective_on=date(2026, 1, 1),
        region="KR",
        age_years=19,
        followers=50_000,
        likes_last_28_days=100_000,
        posts_last_30_days=3,
        engagement_rate=0.01,
        views_per_follower=0.01,
    ),
]

APPLICATIONS = [
    ApplicationPolicy(version="creator-applications-2026-01", effective_on=date(2026, 1, 1), reapply_after=timedelta(days=30)),
]

P = TypeVar("P", bound=Policy)


def in_force(versions: Sequence[P], *, region: str, on: date) -> P:
    """Give a region's newest version that is in force on a day; a region without one of its own has everybody's."""
    begun = [version for version in versions if version.effective_on <= on]
    own = [version for version in begun if version.region == region]
    return max(own or [version for version in begun if version.region == EVERYWHERE], key=lambda version: version.effective_on)
