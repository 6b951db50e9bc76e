from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.audience import Audience


T = TypeVar("T", bound="SandboxAccountOut")


@_attrs_define
class SandboxAccountOut:
    """An account on the sandbox's social platform, as the platform shows it.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['sandbox_social_account']):  Default: 'sandbox_social_account'.
        version (int):
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
        community_guideline_strikes (int):
        original_content (bool):
        audience (Audience): Shares, 0 to 1, of a creator's audience by country, gender, age band and device.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
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
    community_guideline_strikes: int
    original_content: bool
    audience: Audience
    object_: Literal["sandbox_social_account"] = "sandbox_social_account"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

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

        community_guideline_strikes = self.community_guideline_strikes

        original_content = self.original_content

        audience = self.audience.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
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
                "community_guideline_strikes": community_guideline_strikes,
                "original_content": original_content,
                "audience": audience,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audience import Audience  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["sandbox_social_account"], d.pop("object"))
        if object_ != "sandbox_social_account":
            raise ValueError(f"object must match const 'sandbox_social_account', got '{object_}'")

        version = d.pop("version")

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

        community_guideline_strikes = d.pop("community_guideline_strikes")

        original_content = d.pop("original_content")

        audience = Audience.from_dict(d.pop("audience"))

        sandbox_account_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
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
            community_guideline_strikes=community_guideline_strikes,
            original_content=original_content,
            audience=audience,
        )

        sandbox_account_out.additional_properties = d
        return sandbox_account_out

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
