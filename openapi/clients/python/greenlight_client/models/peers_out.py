from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PeersOut")


@_attrs_define
class PeersOut:
    """Whom a creator is compared with: everybody who is shown with so many followers on the same platform.

    Attributes:
        platform (str):
        follower_count_min (int): The lower end of the band.
        follower_count_max (int | None): Its upper end; null for none.
        measured_at (None | str): When their ranges were measured; null while there are too few.
    """

    platform: str
    follower_count_min: int
    follower_count_max: int | None
    measured_at: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        platform = self.platform

        follower_count_min = self.follower_count_min

        follower_count_max: int | None
        follower_count_max = self.follower_count_max

        measured_at: None | str
        measured_at = self.measured_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "platform": platform,
                "follower_count_min": follower_count_min,
                "follower_count_max": follower_count_max,
                "measured_at": measured_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        platform = d.pop("platform")

        follower_count_min = d.pop("follower_count_min")

        def _parse_follower_count_max(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        follower_count_max = _parse_follower_count_max(d.pop("follower_count_max"))

        def _parse_measured_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        measured_at = _parse_measured_at(d.pop("measured_at"))

        peers_out = cls(
            platform=platform,
            follower_count_min=follower_count_min,
            follower_count_max=follower_count_max,
            measured_at=measured_at,
        )

        peers_out.additional_properties = d
        return peers_out

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
