from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rule_out_unit_type_0 import RuleOutUnitType0, check_rule_out_unit_type_0

T = TypeVar("T", bound="RuleOut")


@_attrs_define
class RuleOut:
    """One rule, with what was measured.

    Attributes:
        code (str):
        value (float | int | None): A flag is 1 or 0. Null: not known, and not passed.
        comparison (Literal['gte']):
        threshold (float | int):
        unit (RuleOutUnitType0 | str):
        window_days (int | None): Over how many days it was counted.
        passed (bool):
    """

    code: str
    value: float | int | None
    comparison: Literal["gte"]
    threshold: float | int
    unit: RuleOutUnitType0 | str
    window_days: int | None
    passed: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        value: float | int | None
        value = self.value

        comparison = self.comparison

        threshold: float | int
        threshold = self.threshold

        unit: str
        if isinstance(self.unit, str):
            unit = self.unit
        else:
            unit = self.unit

        window_days: int | None
        window_days = self.window_days

        passed = self.passed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "value": value,
                "comparison": comparison,
                "threshold": threshold,
                "unit": unit,
                "window_days": window_days,
                "passed": passed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        def _parse_value(data: object) -> float | int | None:
            if data is None:
                return data
            return cast(float | int | None, data)

        value = _parse_value(d.pop("value"))

        comparison = cast(Literal["gte"], d.pop("comparison"))
        if comparison != "gte":
            raise ValueError(f"comparison must match const 'gte', got '{comparison}'")

        def _parse_threshold(data: object) -> float | int:
            return cast(float | int, data)

        threshold = _parse_threshold(d.pop("threshold"))

        def _parse_unit(data: object) -> RuleOutUnitType0 | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unit_type_0 = check_rule_out_unit_type_0(data)

                return unit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(RuleOutUnitType0 | str, data)

        unit = _parse_unit(d.pop("unit"))

        def _parse_window_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        window_days = _parse_window_days(d.pop("window_days"))

        passed = d.pop("passed")

        rule_out = cls(
            code=code,
            value=value,
            comparison=comparison,
            threshold=threshold,
            unit=unit,
            window_days=window_days,
            passed=passed,
        )

        rule_out.additional_properties = d
        return rule_out

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
