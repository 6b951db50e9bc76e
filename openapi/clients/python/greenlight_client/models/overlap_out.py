from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OverlapOut")


@_attrs_define
class OverlapOut:
    """How much the audiences of two creators may overlap: an estimate.

    Attributes:
        creator_ids (list[str]):
        dimensions (list[str]): What both platforms tell, by which the audiences were divided.
        audience_similarity (float | None): 0 to 1; null where there is no dimension that both tell.
        size_ratio (float): The smaller follower count over the larger: 0 to 1.
        audience_overlap (float | None): Of all who follow either, the share who follow both: similarity times ratio.
        shared_follower_count (int | None): How many people that would be.
    """

    creator_ids: list[str]
    dimensions: list[str]
    audience_similarity: float | None
    size_ratio: float
    audience_overlap: float | None
    shared_follower_count: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        creator_ids = self.creator_ids

        dimensions = self.dimensions

        audience_similarity: float | None
        audience_similarity = self.audience_similarity

        size_ratio = self.size_ratio

        audience_overlap: float | None
        audience_overlap = self.audience_overlap

        shared_follower_count: int | None
        shared_follower_count = self.shared_follower_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "creator_ids": creator_ids,
                "dimensions": dimensions,
                "audience_similarity": audience_similarity,
                "size_ratio": size_ratio,
                "audience_overlap": audience_overlap,
                "shared_follower_count": shared_follower_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        creator_ids = cast(list[str], d.pop("creator_ids"))

        dimensions = cast(list[str], d.pop("dimensions"))

        def _parse_audience_similarity(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        audience_similarity = _parse_audience_similarity(d.pop("audience_similarity"))

        size_ratio = d.pop("size_ratio")

        def _parse_audience_overlap(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        audience_overlap = _parse_audience_overlap(d.pop("audience_overlap"))

        def _parse_shared_follower_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        shared_follower_count = _parse_shared_follower_count(d.pop("shared_follower_count"))

        overlap_out = cls(
            creator_ids=creator_ids,
            dimensions=dimensions,
            audience_similarity=audience_similarity,
            size_ratio=size_ratio,
            audience_overlap=audience_overlap,
            shared_follower_count=shared_follower_count,
        )

        overlap_out.additional_properties = d
        return overlap_out

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
