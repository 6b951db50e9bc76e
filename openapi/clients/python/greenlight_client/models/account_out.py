from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.audience_out import AudienceOut


T = TypeVar("T", bound="AccountOut")


@_attrs_define
class AccountOut:
    """What one social platform says of one account, and when it said so.

    Attributes:
        platform (str): The source of these statistics.
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
        audience (AudienceOut): Shares of an audience by country, gender, age band and device; empty where the platform
            does not tell.
        recorded_at (str): RFC 3339, UTC.
    """

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
    audience: AudienceOut
    recorded_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
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

        recorded_at = self.recorded_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
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
        from ..models.audience_out import AudienceOut  # noqa: PLC0415

        d = dict(src_dict)
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

        audience = AudienceOut.from_dict(d.pop("audience"))

        recorded_at = d.pop("recorded_at")

        account_out = cls(
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

        account_out.additional_properties = d
        return account_out

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
