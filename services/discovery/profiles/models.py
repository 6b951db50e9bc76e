"""The table of creators."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Computed, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from services.discovery.policy import SEARCH
from services.discovery.profiles import worth
from services.discovery.profiles.words import search_vector, words_of
from services.discovery.tables import Model
from shared.db import Versioned, money_columns, primary_key
from shared.events.identity import CreatorId, OrganizationId
from shared.money import Money


class Membership(StrEnum):
    """How identity has a creator on the marketplace."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEAVING = "leaving"
    LEFT = "left"


class Availability(StrEnum):
    """Whether a creator takes new work."""

    AVAILABLE = "available"
    ON_VACATION = "on_vacation"


def _words() -> Any:
    return mapped_column(ARRAY(TEXT), default=[])


class Creator(Model, Versioned):
    """A creator: what identity tells, what the creator says here, and what searching needs of both.

    Identity's events may come in any order. Each group of columns keeps identity's version that told it, and takes a
    later one only; `version` is this row's own and counts every change, whoever made it.
    """

    __tablename__ = "creators"
    __table_args__ = (
        Index("creators_by_followers", "follower_count", "id", postgresql_where=text("is_shown")),
        Index("creators_by_engagement", "engagement_rate", "id", postgresql_where=text("is_shown")),
        Index("creators_by_median_views", "median_views", "id", postgresql_where=text("is_shown")),
        Index("creators_by_country", "country", "id", postgresql_where=text("is_shown")),
        *(
            Index(f"creators_by_{name}", name, postgresql_using="gin")
            for name in (
                "shown_categories",
                "languages",
                "formats",
                "platforms",
                "industries",
                "audience_countries",
                "audience_ages",
                "search_vector",
            )
        ),
        Index("creators_by_change", "changed_in"),
        Index("creators_by_rates", "rates", postgresql_using="gin", postgresql_ops={"rates": "jsonb_path_ops"}),
    )

    id: Mapped[CreatorId] = primary_key()
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)

    membership: Mapped[Membership] = mapped_column(default=Membership.ACTIVE)
    platform: Mapped[str] = mapped_column(default="")
    handle: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="")
    identity_version: Mapped[int] = mapped_column(default=0)
    """Identity's version of the columns above."""

    bio: Mapped[str] = mapped_column(default="")
    categories: Mapped[list[str]] = _words()
    languages: Mapped[list[str]] = _words()
    formats: Mapped[list[str]] = _words()
    rates: Mapped[list[Any]] = mapped_column(default=[])
    content_examples: Mapped[list[Any]] = mapped_column(default=[], server_default=text("'[]'"))
    """What the creator shows of their work: titles and addresses, which identity does not tell."""
    profile_version: Mapped[int] = mapped_column(default=0)
    """Identity's version of the approval that told the columns above; 0 while none has come."""
    changed_here: Mapped[list[str]] = _words()
    """Which of them the creator has changed since: a later approval leaves those alone."""

    accounts: Mapped[list[Any]] = mapped_column(default=[])
    """What each platform says, with the time at which it said so."""
    statistics_version: Mapped[int] = mapped_column(default=0)
    """Identity's version of the statistics."""
    statistics_recorded_at: Mapped[datetime | None]
    """When the newest of them was recorded."""
    statistics_updated_at: Mapped[datetime | None]
    """When those of the account that names the creator were recorded."""
    follower_count: Mapped[int] = mapped_column(BigInteger, default=0)
    average_views: Mapped[int] = mapped_column(BigInteger, default=0)
    median_views: Mapped[int] = mapped_column(BigInteger, default=0)
    engagement_rate: Mapped[float] = mapped_column(default=0.0)
    likes_last_28_days: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    posts_last_30_days: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    largest_daily_growth: Mapped[float | None]
    """Of all steps from one recorded follower count to the next, the steepest: a share a day, up or down; null while too few are
    known."""
    audience_countries: Mapped[dict[str, Any]] = mapped_column(default={})
    audience_genders: Mapped[dict[str, Any]] = mapped_column(default={})
    audience_ages: Mapped[dict[str, Any]] = mapped_column(default={})
    audience_devices: Mapped[dict[str, Any]] = mapped_column(default={})

    availability: Mapped[Availability] = mapped_column(default=Availability.AVAILABLE)
    minimum_offer: Mapped[Money | None] = money_columns("minimum_offer", nullable=True)
    """The floor, which nobody but the creator is shown."""
    blocked_categories: Mapped[list[str]] = _words()
    """What the creator will not work for, which nobody but the creator is shown."""
    badges: Mapped[list[str]] = _words()
    response_time_seconds: Mapped[int | None]
    """How long the creator usually takes to answer; null until it was measured, and while they usually do not."""
    answer_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """How many of the questions on which that rests were answered."""
    authenticity_score: Mapped[int | None] = mapped_column(SmallInteger)
    """0 to 100; null where there is not enough data. Its parts are worked out when they are asked for."""
    completeness: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    """0 to 100: how much of a profile is there."""
    quality: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    """0 to 100: the order of relevance among creators whom the words of a search fit alike."""
    completed_orders: Mapped[int] = mapped_column(default=0, server_default="0")
    past_results: Mapped[dict[str, Any]] = mapped_column(default={}, server_default=text("'{}'"))
    """What else is said of them: completed orders by category, the share of deliverables on time, brands that came back."""
    industries: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default="{}", deferred=True, deferred_raiseload=True)
    """The categories of `past_results`, kept by a trigger, whoever writes these: searches filter and count by them."""
    exclusive_categories: Mapped[list[str]] = mapped_column(ARRAY(TEXT), default=[], server_default="{}")
    """Categories in which an order binds the creator to one brand now."""
    is_search_only: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Whether the creator was made for trying searches: other services tell them by their ids, and nobody can invite them."""

    is_shown: Mapped[bool] = mapped_column(
        Computed("membership = 'active' AND availability = 'available' AND profile_version > 0", persisted=True),
        deferred=True,
        deferred_raiseload=True,
    )
    """Whether searches find the creator."""
    shown_categories: Mapped[list[str]] = _words()
    """The categories without the blocked ones: others see and find these only, so that a block cannot be told by comparing."""
    platforms: Mapped[list[str]] = _words()
    search_vector: Mapped[str] = mapped_column(TSVECTOR, default="", deferred=True, deferred_raiseload=True)
    """Handle (A), name (B) and bio (C) as folded words."""
    search_text: Mapped[str] = mapped_column(default="", server_default="", deferred=True, deferred_raiseload=True)
    """The same words, which hold no space or line break: those of the handle, a line break, those of the name, of the bio."""
    changed_in: Mapped[int] = mapped_column(BigInteger, server_default=text("0"), deferred=True, deferred_raiseload=True)
    """The transaction that wrote the row last, kept by a trigger: indexes follow the table by it."""

    @property
    def is_readable(self) -> bool:
        """Whether others may read the profile: on vacation too, but only a member's whose approval has come."""
        return self.membership is Membership.ACTIVE and self.has_profile

    @property
    def has_profile(self) -> bool:
        """Whether the approval, which tells the profile, has come."""
        return self.profile_version > 0

    @property
    def main_account(self) -> Mapping[str, Any] | None:
        """The account whose figures are the creator's: the one that names them; where none does, the largest."""
        return max(
            self.accounts,
            key=lambda account: (
                (account["platform"], account["handle"]) == (self.platform, self.handle),
                account["follower_count"],
            ),
            default=None,
        )

    @property
    def audience(self) -> dict[str, dict[str, float]]:
        """The shares of the audience, of the account that names the creator."""
        return {
            "countries": self.audience_countries,
            "genders": self.audience_genders,
            "ages": self.audience_ages,
            "devices": self.audience_devices,
        }

    @property
    def shown_results(self) -> Mapping[str, Any]:
        """What came of the creator's orders here."""
        return {
            "completed_orders": self.completed_orders,
            "categories": self.past_results.get("categories", []),
            "on_time_share": self.past_results.get("on_time_share"),
            "repeat_brand_count": self.past_results.get("repeat_brand_count", 0),
        }

    @property
    def worked_in(self) -> list[str]:
        """The industries of completed orders, the most frequent first."""
        return [one["category"] for one in self.shown_results["categories"]]

    @property
    def own_completeness(self) -> Mapping[str, Any]:
        """How much of the profile is there, and what is missing: for the creator."""
        return {"score": self.completeness, "missing": worth.missing_parts(self)}

    def derive(self) -> None:
        """Work out again what is made from other columns. Call it after a change of them."""
        blocked = set(self.blocked_categories)
        self.shown_categories = [category for category in self.categories if category not in blocked]
        self.platforms = list(dict.fromkeys([self.platform, *(account["platform"] for account in self.accounts)]))
        self._derive_headline()
        parts = words_of(self.handle)
        words = {"A": [*parts, *words_of("".join(parts))], "B": words_of(self.name), "C": words_of(self.bio)}
        self.search_vector = search_vector(words)
        self.search_text = "\n".join(" ".join(dict.fromkeys(of_field)) for of_field in words.values())
        self.derive_worth()

    def derive_worth(self) -> None:
        """Work out completeness, badges and quality again: enough where only a score or results have changed."""
        self.completeness = worth.completeness_of(self)
        self.badges = worth.badges_of(self)
        self.quality = worth.quality_of(
            completeness=self.completeness, authenticity_score=self.authenticity_score, badges=self.badges
        )

    def _derive_headline(self) -> None:
        main = self.main_account
        if main is None:
            return
        self.follower_count = main["follower_count"]
        self.engagement_rate = round(main["engagement_rate"], SEARCH.rate_decimals)
        self.average_views, self.median_views = main["average_views"], main["median_views"]
        self.likes_last_28_days, self.posts_last_30_days = main["likes_last_28_days"], main["posts_last_30_days"]
        audience = {
            kind: {value: round(share, SEARCH.share_decimals) for value, share in shares.items()}
            for kind, shares in main["audience"].items()
        }
        self.audience_countries, self.audience_genders = audience["countries"], audience["genders"]
        self.audience_ages, self.audience_devices = audience["ages"], audience["devices"]
        self.statistics_updated_at = datetime.fromisoformat(main["recorded_at"])
