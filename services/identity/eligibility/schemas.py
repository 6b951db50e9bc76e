"""What callers receive about eligibility."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import Field

from services.identity.eligibility.rules import Unit
from services.identity.eligibility.service import Verdict
from services.identity.social_accounts.models import SocialAccountId
from shared.schemas import Timestamp, View


class RuleOut(View):
    """One rule, with what was measured."""

    code: Annotated[str, Field(examples=["follower_count"])]
    value: Annotated[
        int | float | None, Field(description="A flag is 1 or 0. Null: not known, and not passed.", examples=[24000])
    ]
    comparison: Literal["gte"]
    threshold: Annotated[int | float, Field(examples=[10000])]
    unit: Unit
    window_days: Annotated[int | None, Field(description="Over how many days it was counted.")]
    passed: bool


class PolicyOut(View):
    """Which version of the policy was applied."""

    region: Annotated[str, Field(description="The creator's country.", examples=["US"])]
    version: Annotated[str, Field(examples=["creator-eligibility-2026-01"])]
    effective_on: date

    @classmethod
    def of(cls, verdict: Verdict) -> Self:
        """Show the policy of a verdict."""
        return cls(region=verdict.region, version=verdict.policy.version, effective_on=verdict.policy.effective_on)


class EligibilityOut(View):
    """Whether you may become a creator with an account, rule by rule."""

    object: Literal["creator_eligibility"] = "creator_eligibility"
    social_account_id: SocialAccountId
    eligible: bool
    policy: PolicyOut
    rules: list[RuleOut]
    checked_at: Timestamp

    @classmethod
    def of(cls, verdict: Verdict, *, checked_at: datetime) -> Self:
        """Show a verdict."""
        return cls(
            social_account_id=verdict.social_account_id,
            eligible=verdict.eligible,
            policy=PolicyOut.of(verdict),
            rules=[RuleOut.model_validate(rule) for rule in verdict.rules],
            checked_at=checked_at,
        )
