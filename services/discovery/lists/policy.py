"""The policy numbers of lists, each version with its date and region."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ListPolicy:
    """How much an organization may keep."""

    version: str
    effective_on: date
    region: str
    most_items: int
    """In one list."""
    most_open_approvals: int
    """Of one list."""
    approval_days: int
    """How long a client may look and decide where nobody says."""
    most_approval_days: int


LISTS = ListPolicy(
    version="lists-2026-01",
    effective_on=date(2026, 1, 1),
    region="*",
    most_items=10_000,
    most_open_approvals=20,
    approval_days=14,
    most_approval_days=90,
)
