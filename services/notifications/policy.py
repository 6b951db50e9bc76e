"""Notifications' policy numbers, each version with its date and region."""

from dataclasses import dataclass
from datetime import date, timedelta

EVERYWHERE = "*"


@dataclass(frozen=True)
class FeedPolicy:
    """How long an organization can look back."""

    version: str
    effective_on: date
    region: str
    kept: timedelta
    """At least so long; the events of one day are forgotten together."""


FEEDS = FeedPolicy(version="feeds-2026-01", effective_on=date(2026, 1, 1), region=EVERYWHERE, kept=timedelta(days=30))
