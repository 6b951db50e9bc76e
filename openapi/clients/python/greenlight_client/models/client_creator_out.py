from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.audience_out import AudienceOut


T = TypeVar("T", bound="ClientCreatorOut")


@_attrs_define
class ClientCreatorOut:
    """A creator as a client sees them.

    Attributes:
        id (str):
        platform (str):
        handle (str):
        name (str):
        bio (str):
        country (str):
        languages (list[str]):
        categories (list[str]):
        formats (list[str]):
        follower_count (int):
        engagement_rate (float): (likes + comments + shares) / views over the last 30 posts.
        average_views (int):
        median_views (int):
        audience (AudienceOut): Shares of an audience by country, gender, age band and device; empty where the platform
            does not tell.
        badges (list[str]):
        statistics_updated_at (None | str):
    """

    id: str
    platform: str
    handle: str
    name: str
    bio: str
    country: str
    languages: list[str]
    categories: list[str]
    formats: list[str]
    follower_count: int
    engagement_rate: float
    average_views: int
    median_views: int
    audience: AudienceOut
    badges: list[str]
    statistics_updated_at: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        platform = self.platform

        handle = self.handle

        name = self.name

        bio = self.bio

        country = self.country

        languages = self.languages

        categories = self.categories

        formats = self.formats

        follower_count = self.follower_count

        engagement_rate = self.engagement_rate

        average_views = self.average_views

        median_views = self.median_views

        audience = self.audience.to_dict()

        badges = self.badges

        statistics_updated_at: None | str
        statistics_updated_at = self.statistics_updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "platform": platform,
                "handle": handle,
                "name": name,
                "bio": bio,
                "country": country,
                "languages": languages,
                "categories": categories,
                "formats": formats,
                "follower_count": follower_count,
                "engagement_rate": engagement_rate,
                "average_views": average_views,
                "median_views": median_views,
                "audience": audience,
                "badges": badges,
                "statistics_updated_at": statistics_updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audience_out import AudienceOut  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        platform = d.pop("platform")

        handle = d.pop("handle")

        name = d.pop("name")

        bio = d.pop("bio")

        country = d.pop("country")

        languages = cast(list[str], d.pop("languages"))

        categories = cast(list[str], d.pop("categories"))

        formats = cast(list[str], d.pop("formats"))

        follower_count = d.pop("follower_count")

        engagement_rate = d.pop("engagement_rate")

        average_views = d.pop("average_views")

        median_views = d.pop("median_views")

        audience = AudienceOut.from_dict(d.pop("audience"))

        badges = cast(list[str], d.pop("badges"))

        def _parse_statistics_updated_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        statistics_updated_at = _parse_statistics_updated_at(d.pop("statistics_updated_at"))

        client_creator_out = cls(
            id=id,
            platform=platform,
            handle=handle,
            name=name,
            bio=bio,
            country=country,
            languages=languages,
            categories=categories,
            formats=formats,
            follower_count=follower_count,
            engagement_rate=engagement_rate,
            average_views=average_views,
            median_views=median_views,
            audience=audience,
            badges=badges,
            statistics_updated_at=statistics_updated_at,
        )

        client_creator_out.additional_properties = d
        return client_creator_out

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
