from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.count_out import CountOut


T = TypeVar("T", bound="FacetOut")


@_attrs_define
class FacetOut:
    """Counts of one facet. Its own filter does not narrow it; for audiences they are those whose share is the default or
    more.

        Attributes:
            values (list[CountOut]):
            other_count (int): The sum of the counts of all values that are not listed.
    """

    values: list[CountOut]
    other_count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        values = []
        for values_item_data in self.values:
            values_item = values_item_data.to_dict()
            values.append(values_item)

        other_count = self.other_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "values": values,
                "other_count": other_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.count_out import CountOut  # noqa: PLC0415

        d = dict(src_dict)
        values = []
        _values = d.pop("values")
        for values_item_data in _values:
            values_item = CountOut.from_dict(values_item_data)

            values.append(values_item)

        other_count = d.pop("other_count")

        facet_out = cls(
            values=values,
            other_count=other_count,
        )

        facet_out.additional_properties = d
        return facet_out

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
