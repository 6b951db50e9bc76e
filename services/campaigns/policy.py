"""Campaigns' policy numbers, each version with its date and region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

EVERYWHERE = "*"


@dataclass(frozen=True)
class FeePolicy:
    """What the platform takes of a price, by the brand's country."""

    version: str
    effective_on: date
    region: str
    basis_points: int


@dataclass(frozen=True)
class AgreementPolicy:
    """How long each side may take."""

    version: str
    effective_on: date
    region: str
    invitation_lifetime: timedelta
    offer_lifetime: timedelta
    overdue_grace: timedelta
    """From a due date to overdue."""
    revision_lifetime: timedelta
    """From a change request to overdue, where that is later."""
    overdue_patience: timedelta
    """From overdue to giving the share up."""


@dataclass(frozen=True)
class TermsPolicy:
    """What holds where a campaign's terms say nothing."""

    version: str
    effective_on: date
    region: str
    usage_rights_days: int
    retention_days: int
    disclosure_labels: tuple[str, ...]
    revision_rounds: int
    review_window_days: int


FEES = (FeePolicy(version="fee-2026-01", effective_on=date(2026, 1, 1), region=EVERYWHERE, basis_points=1_000),)

AGREEMENTS = (
    AgreementPolicy(
        version="agreements-2026-01",
        effective_on=date(2026, 1, 1),
        region=EVERYWHERE,
        invitation_lifetime=timedelta(days=7),
        offer_lifetime=timedelta(days=7),
        overdue_grace=timedelta(days=3),
        revision_lifetime=timedelta(days=7),
        overdue_patience=timedelta(days=14),
    ),
)

TERMS = (
    TermsPolicy(
        version="terms-2026-01",
        effective_on=date(2026, 1, 1),
        region=EVERYWHERE,
        usage_rights_days=90,
        retention_days=30,
        disclosure_labels=("#ad",),
        revision_rounds=2,
        review_window_days=7,
    ),
)

PolicyT = TypeVar("PolicyT", FeePolicy, AgreementPolicy, TermsPolicy)


def in_force(policies: Sequence[PolicyT], *, on: date, region: str = EVERYWHERE) -> PolicyT:
    """Choose the newest version of a day; a region's own comes before the one for everywhere."""
    begun = [policy for policy in policies if policy.effective_on <= on and policy.region in {region, EVERYWHERE}]
    return max(begun or policies[:1], key=lambda policy: (policy.region == region, policy.effective_on))
