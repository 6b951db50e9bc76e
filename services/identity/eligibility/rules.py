"""Whom the marketplace admits: pure functions from an account, an age and a policy to rules with their results."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.identity.policy import EligibilityPolicy
from shared.platforms import PlatformAccount

Unit = Literal["count", "ratio", "years", "flag"]


@dataclass(frozen=True)
class Rule:
    """One rule with what was measured. A flag is 1 or 0; what is not known has no value, and does not pass."""

    code: str
    value: float | None
    threshold: float
    unit: Unit
    window_days: int | None = None
    comparison: Literal["gte"] = "gte"

    @property
    def passed(self) -> bool:
        """Whether the value reaches the threshold."""
        return self.value is not None and self.value >= self.threshold


def rules(account: PlatformAccount, *, date_of_birth: date | None, on: date, policy: EligibilityPolicy) -> list[Rule]:
    """Judge an account and its owner on a day."""
    return [
        Rule("age", age(date_of_birth, on=on), policy.age_years, "years"),
        Rule("follower_count", account.follower_count, policy.followers, "count"),
        Rule("likes_last_28_days", account.likes_last_28_days, policy.likes_last_28_days, "count", window_days=28),
        Rule("posts_last_30_days", account.posts_last_30_days, policy.posts_last_30_days, "count", window_days=30),
        Rule("community_guidelines", int(account.community_guideline_strikes == 0), 1, "flag"),
        Rule("original_content", int(account.original_content), 1, "flag"),
        Rule("engagement_rate", account.engagement_rate, policy.engagement_rate, "ratio"),
        Rule("authentic_audience", views_per_follower(account), policy.views_per_follower, "ratio"),
    ]


def age(date_of_birth: date | None, *, on: date) -> int | None:
    """Count the full years of a life: who was born on 29 February is a year older on 1 March."""
    if date_of_birth is None:
        return None
    had_birthday = (on.month, on.day) >= (date_of_birth.month, date_of_birth.day)
    return on.year - date_of_birth.year - (not had_birthday)


def views_per_follower(account: PlatformAccount) -> float | None:
    """Tell how much of a following watches; nothing can be told without one."""
    return account.average_views / account.follower_count if account.follower_count else None
