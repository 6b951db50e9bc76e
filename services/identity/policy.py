"""Identity's policy numbers, each version with its date and region."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class SessionPolicy:
    """How long credentials live, in real time."""

    version: str
    effective_on: date
    region: str
    access_token: timedelta
    refresh_token: timedelta
    lost_answer: timedelta
    """How long a rotated refresh token is taken again while its successor is unused: a phone lost the answer."""


SESSIONS = SessionPolicy(
    version="sessions-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    access_token=timedelta(minutes=10),
    refresh_token=timedelta(days=30),
    lost_answer=timedelta(seconds=30),
)
