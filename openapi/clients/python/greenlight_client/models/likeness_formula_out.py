from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.likeness_formula_out_weights import LikenessFormulaOutWeights


T = TypeVar("T", bound="LikenessFormulaOut")


@_attrs_define
class LikenessFormulaOut:
    """How likeness is worked out: a version of it never changes.

    Attributes:
        version (str):
        effective_on (datetime.date): The day from which it holds.
        weights (LikenessFormulaOutWeights): Percent of the whole, by the code of each part.
    """

    version: str
    effective_on: datetime.date
    weights: LikenessFormulaOutWeights
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        effective_on = self.effective_on.isoformat()

        weights = self.weights.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "effective_on": effective_on,
                "weights": weights,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.likeness_formula_out_weights import LikenessFormulaOutWeights  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        effective_on = datetime.date.fromisoformat(d.pop("effective_on"))

        weights = LikenessFormulaOutWeights.from_dict(d.pop("weights"))

        likeness_formula_out = cls(
            version=version,
            effective_on=effective_on,
            weights=weights,
        )

        likeness_formula_out.additional_properties = d
        return likeness_formula_out

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
