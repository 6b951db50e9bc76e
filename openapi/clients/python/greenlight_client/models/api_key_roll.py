from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ApiKeyRoll")


@_attrs_define
class ApiKeyRoll:
    """How the secrets change over.

    Attributes:
        overlap_seconds (int): For so long the secret before the new one works too, up to 7 days; 0 ends it at once.
    """

    overlap_seconds: int

    def to_dict(self) -> dict[str, Any]:
        overlap_seconds = self.overlap_seconds

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "overlap_seconds": overlap_seconds,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        overlap_seconds = d.pop("overlap_seconds")

        api_key_roll = cls(
            overlap_seconds=overlap_seconds,
        )

        return api_key_roll
