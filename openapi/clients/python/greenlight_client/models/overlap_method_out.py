from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OverlapMethodOut")


@_attrs_define
class OverlapMethodOut:
    """How overlaps are estimated: a version of it never changes.

    Attributes:
        name (str):
        version (str):
        effective_on (datetime.date): The day from which it holds.
        is_estimate (bool):  Default: True.
        detail (str): The formula, and what it cannot know.
    """

    name: str
    version: str
    effective_on: datetime.date
    detail: str
    is_estimate: bool = True
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        version = self.version

        effective_on = self.effective_on.isoformat()

        is_estimate = self.is_estimate

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "version": version,
                "effective_on": effective_on,
                "is_estimate": is_estimate,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        version = d.pop("version")

        effective_on = datetime.date.fromisoformat(d.pop("effective_on"))

        is_estimate = d.pop("is_estimate")

        detail = d.pop("detail")

        overlap_method_out = cls(
            name=name,
            version=version,
            effective_on=effective_on,
            is_estimate=is_estimate,
            detail=detail,
        )

        overlap_method_out.additional_properties = d
        return overlap_method_out

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
