from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FormulaOut")


@_attrs_define
class FormulaOut:
    """How the score is worked out: a version of it never changes.

    Attributes:
        version (str):
        effective_on (datetime.date): The day from which it holds.
        least_weight (int): Signals of less weight together make no score.
        least_peers (int): Fewer comparable creators make no range.
    """

    version: str
    effective_on: datetime.date
    least_weight: int
    least_peers: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        effective_on = self.effective_on.isoformat()

        least_weight = self.least_weight

        least_peers = self.least_peers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "effective_on": effective_on,
                "least_weight": least_weight,
                "least_peers": least_peers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = d.pop("version")

        effective_on = datetime.date.fromisoformat(d.pop("effective_on"))

        least_weight = d.pop("least_weight")

        least_peers = d.pop("least_peers")

        formula_out = cls(
            version=version,
            effective_on=effective_on,
            least_weight=least_weight,
            least_peers=least_peers,
        )

        formula_out.additional_properties = d
        return formula_out

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
