"""Identity's policy numbers, each version with its date and region."""

from collections.abc import Mapping, Sequence
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
class SignInPolicy(Policy):
    """How guessing passwords is slowed down, in real time. An account is counted by its address, whether it exists or not.

    Who has not failed from a network yet is never made to wait for what others do to the account: nobody is locked out.
    """

    free_failures: int
    """Of one account from one network, before the next attempt must wait."""
    first_pause: timedelta
    """It doubles with each failure from then on."""
    longest_pause: timedelta
    account_failures: int
    """Of one account from everywhere; from then on the two below hold for each network."""
    free_failures_of_attacked: int
    first_pause_of_attacked: timedelta
    network_failures: int
    """From one network for all accounts; from then on only who has signed in from there before need not wait for it."""
    longest_pause_of_network: timedelta
    forget_after: timedelta
    """So long after the last failure they count no more."""
    known_for: timedelta
    """So long it is remembered that somebody signed in from a network."""


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
class ProgramPolicy(Policy):
    """What an organization's programs of one kind are held to, in real time."""

    most_working: int
    note_use_every: timedelta


@dataclass(frozen=True, kw_only=True)
class OAuthPolicy(ProgramPolicy):
    """What OAuth clients are held to, and how long their tokens live, in real time."""

    access_token: timedelta


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

_STRICT_SIGN_IN = SignInPolicy(
    version="sign-in-2026-11",
    effective_on=date(2026, 11, 1),
    free_failures=5,
    first_pause=timedelta(seconds=1),
    longest_pause=timedelta(minutes=15),
    account_failures=50,
    free_failures_of_attacked=1,
    first_pause_of_attacked=timedelta(seconds=30),
    network_failures=100,
    longest_pause_of_network=timedelta(minutes=1),
    forget_after=timedelta(hours=24),
    known_for=timedelta(days=90),
)
SIGN_IN: Mapping[str, SignInPolicy | None] = {"strict": _STRICT_SIGN_IN, "generous": None, "off": None}
"""By the name of the rate limits that hold (`GREENLIGHT_LIMITS`): a sandbox's accounts are nobody's, and its tests fail often."""

API_KEYS = ProgramPolicy(
    version="api-keys-2026-01",
    effective_on=date(2026, 1, 1),
    most_working=100,
    note_use_every=timedelta(minutes=1),
)

OAUTH = OAuthPolicy(
    version="oauth-2026-11",
    effective_on=date(2026, 11, 1),
    most_working=100,
    note_use_every=timedelta(minutes=1),
    access_token=timedelta(minutes=10),
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
