from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Disclosure")


@_attrs_define
class Disclosure:
    """How the content is marked as advertising.

    Attributes:
        required (bool | Unset):  Default: True.
        labels (list[str] | Unset):
    """

    required: bool | Unset = True
    labels: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        required = self.required

        labels: list[str] | Unset = UNSET
        if not isinstance(self.labels, Unset):
            labels = self.labels

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if required is not UNSET:
            field_dict["required"] = required
        if labels is not UNSET:
            field_dict["labels"] = labels

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        required = d.pop("required", UNSET)

        labels = cast(list[str], d.pop("labels", UNSET))

        disclosure = cls(
            required=required,
            labels=labels,
        )

        return disclosure
