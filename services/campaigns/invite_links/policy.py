"""The policy numbers of invite links, with their version, date and region."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class InviteLinkPolicy:
    """How many people a link may bring, and for how long."""

    version: str
    effective_on: date
    region: str
    most_active: int
    """Of one campaign."""
    most_acceptances: int
    """Of one link."""
    most_waiting: int
    """Campaigns that one organization may wait for: an approval joins them all at once."""
    lifetime_days: int
    """Where nobody says."""
    most_lifetime_days: int


INVITE_LINKS = InviteLinkPolicy(
    version="invite-links-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    most_active=100,
    most_acceptances=1_000,
    most_waiting=20,
    lifetime_days=30,
    most_lifetime_days=365,
)
