from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.metric import Metric, check_metric
from ..models.unit import Unit, check_unit

T = TypeVar("T", bound="TargetOut")


@_attrs_define
class TargetOut:
    """A number that the campaign aims at.

    Attributes:
        metric (Metric | str):
        value (float | int):
        unit (str | Unit):
    """

    metric: Metric | str
    value: float | int
    unit: str | Unit

    def to_dict(self) -> dict[str, Any]:
        metric: str
        if isinstance(self.metric, str):
            metric = self.metric
        else:
            metric = self.metric

        value: float | int
        value = self.value

        unit: str
        if isinstance(self.unit, str):
            unit = self.unit
        else:
            unit = self.unit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "metric": metric,
                "value": value,
                "unit": unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_metric(data: object) -> Metric | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                metric_type_0 = check_metric(data)

                return metric_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Metric | str, data)

        metric = _parse_metric(d.pop("metric"))

        def _parse_value(data: object) -> float | int:
            return cast(float | int, data)

        value = _parse_value(d.pop("value"))

        def _parse_unit(data: object) -> str | Unit:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unit_type_0 = check_unit(data)

                return unit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | Unit, data)

        unit = _parse_unit(d.pop("unit"))

        target_out = cls(
            metric=metric,
            value=value,
            unit=unit,
        )

        return target_out
