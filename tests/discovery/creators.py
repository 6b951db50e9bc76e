"""What identity would tell of creators."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from shared.events.identity import (
    AccountStatistics,
    Audience,
    CreatorApproved,
    CreatorFacts,
    CreatorId,
    CreatorLeaving,
    CreatorLeft,
    CreatorReinstated,
    CreatorStatisticsRecorded,
    CreatorSuspended,
    OrganizationId,
    Rate,
)
from shared.money import Money

RECORDED = datetime(2026, 3, 1, tzinfo=UTC)


def rate(type_: str, value: int, currency: str = "USD") -> Rate:
    return Rate(deliverable_type=type_, price=Money(value, currency), negotiable=True)


def statistics(handle: str = "ana.cooks", **how: Any) -> AccountStatistics:
    how = {"minutes": 0, **how}
    minutes = how.pop("minutes")
    audience = Audience(
        countries={"US": 0.61, "CA": 0.1}, genders={"female": 0.7, "male": 0.3}, ages={"18-24": 0.5}, devices={"ios": 0.55}
    )
    return AccountStatistics(
        **{
            "social_account_id": "soc_private",
            "platform": "sandbox",
            "handle": handle,
            "name": "Ana",
            "bio": "",
            "country": "US",
            "language": "en",
            "follower_count": 25_000,
            "likes_last_28_days": 200_000,
            "posts_last_30_days": 12,
            "average_views": 9_000,
            "median_views": 7_500,
            "engagement_rate": 0.06,
            "audience": audience,
            "recorded_at": RECORDED + timedelta(minutes=minutes),
            **how,
        }
    )


def facts(**how: Any) -> dict[str, Any]:
    return {
        "creator_id": CreatorId.new(),
        "organization_id": OrganizationId.new(),
        "version": 1,
        "platform": "sandbox",
        "handle": "ana.cooks",
        "name": "Ana Gómez",
        "country": "US",
        "currency": "USD",
        **how,
    }


def approved(**how: Any) -> CreatorApproved:
    told = facts(
        bio="Weeknight recipes.",
        categories=["food"],
        languages=["en"],
        formats=["video"],
        rates=[rate("video", 60_000)],
    )
    told.update(how)
    told.setdefault("accounts", [statistics(told["handle"])])
    return CreatorApproved(**told)


def _after(event: CreatorFacts, kind: type[Any], version: int, **how: Any) -> Any:
    same = {name: getattr(event, name) for name in CreatorFacts.model_fields}
    return kind(**{**same, "version": version, **how})


def suspended(event: CreatorFacts, version: int = 2, **how: Any) -> CreatorSuspended:
    return _after(event, CreatorSuspended, version, **how)


def leaving(event: CreatorFacts, version: int = 2, **how: Any) -> CreatorLeaving:
    return _after(event, CreatorLeaving, version, **how)


def left(event: CreatorFacts, version: int = 3, **how: Any) -> CreatorLeft:
    return _after(event, CreatorLeft, version, **how)


HIDES = {"suspended": suspended, "leaving": leaving, "left": left}
"""The facts of identity after which nobody else sees a creator."""


def reinstated(event: CreatorFacts, version: int = 3, **how: Any) -> CreatorReinstated:
    return _after(event, CreatorReinstated, version, **how)


def measured(event: CreatorFacts, version: int = 2, **how: Any) -> CreatorStatisticsRecorded:
    account = statistics(event.handle, **how)
    return CreatorStatisticsRecorded(
        creator_id=event.creator_id, organization_id=event.organization_id, version=version, accounts=[account]
    )


def old_id(number: int) -> CreatorId:
    """An id made long ago, so that nobody waits for it to be heard of; ids keep the order of the numbers."""
    return CreatorId.of(UUID(int=(0x0180_0000_0000 + number) << 80 | 0x7 << 76 | 0x8 << 60 | number))
