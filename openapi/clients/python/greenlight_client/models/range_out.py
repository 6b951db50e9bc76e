from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RangeOut")


@_attrs_define
class RangeOut:
    """Between which values the middle half of the peers lies.

    Attributes:
        p25 (float): A quarter of the peers lies below.
        p75 (float): A quarter of the peers lies above.
        creator_count (int): How many peers have a value.
    """

    p25: float
    p75: float
    creator_count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        p25 = self.p25

        p75 = self.p75

        creator_count = self.creator_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "p25": p25,
                "p75": p75,
                "creator_count": creator_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        p25 = d.pop("p25")

        p75 = d.pop("p75")

        creator_count = d.pop("creator_count")

        range_out = cls(
            p25=p25,
            p75=p75,
            creator_count=creator_count,
        )

        range_out.additional_properties = d
        return range_out

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
