from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.missing_out import MissingOut


T = TypeVar("T", bound="OwnCompletenessOut")


@_attrs_define
class OwnCompletenessOut:
    """How much of your profile is there, and what is missing.

    Attributes:
        score (int): 0 to 100.
        missing (list[MissingOut]): The heaviest first.
    """

    score: int
    missing: list[MissingOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        score = self.score

        missing = []
        for missing_item_data in self.missing:
            missing_item = missing_item_data.to_dict()
            missing.append(missing_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "score": score,
                "missing": missing,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.missing_out import MissingOut  # noqa: PLC0415

        d = dict(src_dict)
        score = d.pop("score")

        missing = []
        _missing = d.pop("missing")
        for missing_item_data in _missing:
            missing_item = MissingOut.from_dict(missing_item_data)

            missing.append(missing_item)

        own_completeness_out = cls(
            score=score,
            missing=missing,
        )

        own_completeness_out.additional_properties = d
        return own_completeness_out

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
