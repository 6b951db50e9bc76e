from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReachOut")


@_attrs_define
class ReachOut:
    """How many people follow at least one of the creators: between two bounds that are sure, and an estimate.

    Attributes:
        smallest_follower_count (int): The largest following alone: it cannot be fewer people.
        largest_follower_count (int): All followings together: it cannot be more people.
        estimated_follower_count (int | None): Each person once, by `overlaps`: beginning with the largest following, of
            each those count who follow none of the larger ones, as if that were independent. Null where an overlap is.
    """

    smallest_follower_count: int
    largest_follower_count: int
    estimated_follower_count: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        smallest_follower_count = self.smallest_follower_count

        largest_follower_count = self.largest_follower_count

        estimated_follower_count: int | None
        estimated_follower_count = self.estimated_follower_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "smallest_follower_count": smallest_follower_count,
                "largest_follower_count": largest_follower_count,
                "estimated_follower_count": estimated_follower_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        smallest_follower_count = d.pop("smallest_follower_count")

        largest_follower_count = d.pop("largest_follower_count")

        def _parse_estimated_follower_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        estimated_follower_count = _parse_estimated_follower_count(d.pop("estimated_follower_count"))

        reach_out = cls(
            smallest_follower_count=smallest_follower_count,
            largest_follower_count=largest_follower_count,
            estimated_follower_count=estimated_follower_count,
        )

        reach_out.additional_properties = d
        return reach_out

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
