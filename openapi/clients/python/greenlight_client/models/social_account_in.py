from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audience_in import AudienceIn


T = TypeVar("T", bound="SocialAccountIn")


@_attrs_define
class SocialAccountIn:
    """Any values of an account. What was given before stays; null lets a value be made from the handle again.

    Attributes:
        name (None | str | Unset):
        bio (None | str | Unset):
        country (None | str | Unset):
        language (None | str | Unset):
        follower_count (int | None | Unset):
        likes_last_28_days (int | None | Unset):
        posts_last_30_days (int | None | Unset):
        average_views (int | None | Unset):
        median_views (int | None | Unset):
        engagement_rate (float | None | Unset): (likes + comments + shares) / views over the last 30 posts.
        community_guideline_strikes (int | None | Unset):
        original_content (bool | None | Unset):
        audience (AudienceIn | None | Unset):
    """

    name: None | str | Unset = UNSET
    bio: None | str | Unset = UNSET
    country: None | str | Unset = UNSET
    language: None | str | Unset = UNSET
    follower_count: int | None | Unset = UNSET
    likes_last_28_days: int | None | Unset = UNSET
    posts_last_30_days: int | None | Unset = UNSET
    average_views: int | None | Unset = UNSET
    median_views: int | None | Unset = UNSET
    engagement_rate: float | None | Unset = UNSET
    community_guideline_strikes: int | None | Unset = UNSET
    original_content: bool | None | Unset = UNSET
    audience: AudienceIn | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.audience_in import AudienceIn  # noqa: PLC0415

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        bio: None | str | Unset
        if isinstance(self.bio, Unset):
            bio = UNSET
        else:
            bio = self.bio

        country: None | str | Unset
        if isinstance(self.country, Unset):
            country = UNSET
        else:
            country = self.country

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        else:
            language = self.language

        follower_count: int | None | Unset
        if isinstance(self.follower_count, Unset):
            follower_count = UNSET
        else:
            follower_count = self.follower_count

        likes_last_28_days: int | None | Unset
        if isinstance(self.likes_last_28_days, Unset):
            likes_last_28_days = UNSET
        else:
            likes_last_28_days = self.likes_last_28_days

        posts_last_30_days: int | None | Unset
        if isinstance(self.posts_last_30_days, Unset):
            posts_last_30_days = UNSET
        else:
            posts_last_30_days = self.posts_last_30_days

        average_views: int | None | Unset
        if isinstance(self.average_views, Unset):
            average_views = UNSET
        else:
            average_views = self.average_views

        median_views: int | None | Unset
        if isinstance(self.median_views, Unset):
            median_views = UNSET
        else:
            median_views = self.median_views

        engagement_rate: float | None | Unset
        if isinstance(self.engagement_rate, Unset):
            engagement_rate = UNSET
        else:
            engagement_rate = self.engagement_rate

        community_guideline_strikes: int | None | Unset
        if isinstance(self.community_guideline_strikes, Unset):
            community_guideline_strikes = UNSET
        else:
            community_guideline_strikes = self.community_guideline_strikes

        original_content: bool | None | Unset
        if isinstance(self.original_content, Unset):
            original_content = UNSET
        else:
            original_content = self.original_content

        audience: dict[str, Any] | None | Unset
        if isinstance(self.audience, Unset):
            audience = UNSET
        elif isinstance(self.audience, AudienceIn):
            audience = self.audience.to_dict()
        else:
            audience = self.audience

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if bio is not UNSET:
            field_dict["bio"] = bio
        if country is not UNSET:
            field_dict["country"] = country
        if language is not UNSET:
            field_dict["language"] = language
        if follower_count is not UNSET:
            field_dict["follower_count"] = follower_count
        if likes_last_28_days is not UNSET:
            field_dict["likes_last_28_days"] = likes_last_28_days
        if posts_last_30_days is not UNSET:
            field_dict["posts_last_30_days"] = posts_last_30_days
        if average_views is not UNSET:
            field_dict["average_views"] = average_views
        if median_views is not UNSET:
            field_dict["median_views"] = median_views
        if engagement_rate is not UNSET:
            field_dict["engagement_rate"] = engagement_rate
        if community_guideline_strikes is not UNSET:
            field_dict["community_guideline_strikes"] = community_guideline_strikes
        if original_content is not UNSET:
            field_dict["original_content"] = original_content
        if audience is not UNSET:
            field_dict["audience"] = audience

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audience_in import AudienceIn  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_bio(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bio = _parse_bio(d.pop("bio", UNSET))

        def _parse_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        country = _parse_country(d.pop("country", UNSET))

        def _parse_language(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        def _parse_follower_count(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        follower_count = _parse_follower_count(d.pop("follower_count", UNSET))

        def _parse_likes_last_28_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        likes_last_28_days = _parse_likes_last_28_days(d.pop("likes_last_28_days", UNSET))

        def _parse_posts_last_30_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        posts_last_30_days = _parse_posts_last_30_days(d.pop("posts_last_30_days", UNSET))

        def _parse_average_views(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        average_views = _parse_average_views(d.pop("average_views", UNSET))

        def _parse_median_views(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        median_views = _parse_median_views(d.pop("median_views", UNSET))

        def _parse_engagement_rate(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        engagement_rate = _parse_engagement_rate(d.pop("engagement_rate", UNSET))

        def _parse_community_guideline_strikes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        community_guideline_strikes = _parse_community_guideline_strikes(d.pop("community_guideline_strikes", UNSET))

        def _parse_original_content(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        original_content = _parse_original_content(d.pop("original_content", UNSET))

        def _parse_audience(data: object) -> AudienceIn | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                audience_type_0 = AudienceIn.from_dict(data)

                return audience_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AudienceIn | None | Unset, data)

        audience = _parse_audience(d.pop("audience", UNSET))

        social_account_in = cls(
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

        return social_account_in
