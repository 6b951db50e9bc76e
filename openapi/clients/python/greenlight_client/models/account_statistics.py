from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.audience import Audience


T = TypeVar("T", bound="AccountStatistics")


@_attrs_define
class AccountStatistics:
    """What a social platform says of one account, with the time at which it said so.

    Attributes:
        social_account_id (str):
        platform (str):
        handle (str):
        name (str):
        bio (str):
        country (str):
        language (str):
        follower_count (int):
        likes_last_28_days (int):
        posts_last_30_days (int):
        average_views (int):
        median_views (int):
        engagement_rate (float):
        audience (Audience): Shares, 0 to 1, of a creator's audience by country, gender, age band and device.
        recorded_at (datetime.datetime):
    """

    social_account_id: str
    platform: str
    handle: str
    name: str
    bio: str
    country: str
    language: str
    follower_count: int
    likes_last_28_days: int
    posts_last_30_days: int
    average_views: int
    median_views: int
    engagement_rate: float
    audience: Audience
    recorded_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        social_account_id = self.social_account_id

        platform = self.platform

        handle = self.handle

        name = self.name

        bio = self.bio

        country = self.country

        language = self.language

        follower_count = self.follower_count

        likes_last_28_days = self.likes_last_28_days

        posts_last_30_days = self.posts_last_30_days

        average_views = self.average_views

        median_views = self.median_views

        engagement_rate = self.engagement_rate

        audience = self.audience.to_dict()

        recorded_at = self.recorded_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "social_account_id": social_account_id,
                "platform": platform,
                "handle": handle,
                "name": name,
                "bio": bio,
                "country": country,
                "language": language,
                "follower_count": follower_count,
                "likes_last_28_days": likes_last_28_days,
                "posts_last_30_days": posts_last_30_days,
                "average_views": average_views,
                "median_views": median_views,
                "engagement_rate": engagement_rate,
                "audience": audience,
                "recorded_at": recorded_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audience import Audience  # noqa: PLC0415

        d = dict(src_dict)
        social_account_id = d.pop("social_account_id")

        platform = d.pop("platform")

        handle = d.pop("handle")

        name = d.pop("name")

        bio = d.pop("bio")

        country = d.pop("country")

        language = d.pop("language")

        follower_count = d.pop("follower_count")

        likes_last_28_days = d.pop("likes_last_28_days")

        posts_last_30_days = d.pop("posts_last_30_days")

        average_views = d.pop("average_views")

        median_views = d.pop("median_views")

        engagement_rate = d.pop("engagement_rate")

        audience = Audience.from_dict(d.pop("audience"))

        recorded_at = datetime.datetime.fromisoformat(d.pop("recorded_at"))

        account_statistics = cls(
            social_account_id=social_account_id,
            platform=platform,
            handle=handle,
            name=name,
            bio=bio,
            country=country,
            language=language,
            follower_count=follower_count,
            likes_last_28_days=likes_last_28_days,
            posts_last_30_days=posts_last_30_days,
            average_views=average_views,
            median_views=median_views,
            engagement_rate=engagement_rate,
            audience=audience,
            recorded_at=recorded_at,
        )

        account_statistics.additional_properties = d
        return account_statistics

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
