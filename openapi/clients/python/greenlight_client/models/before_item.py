from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="BeforeItem")


@_attrs_define
class BeforeItem:
    """The place right before another entry.

    Attributes:
        before (str):
    """

    before: str

    def to_dict(self) -> dict[str, Any]:
        before = self.before

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "before": before,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        before = d.pop("before")

        before_item = cls(
            before=before,
        )

        return before_item
