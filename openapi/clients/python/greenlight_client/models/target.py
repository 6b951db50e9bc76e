from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.metric import Metric, check_metric
from ..models.unit import Unit, check_unit

T = TypeVar("T", bound="Target")


@_attrs_define
class Target:
    """A number that the campaign aims at.

    Attributes:
        metric (Metric): What a target counts.
        value (float | int):
        unit (Unit): What a target's value is counted in.
    """

    metric: Metric
    value: float | int
    unit: Unit

    def to_dict(self) -> dict[str, Any]:
        metric: str = self.metric

        value: float | int
        value = self.value

        unit: str = self.unit

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
        metric = check_metric(d.pop("metric"))

        def _parse_value(data: object) -> float | int:
            return cast(float | int, data)

        value = _parse_value(d.pop("value"))

        unit = check_unit(d.pop("unit"))

        target = cls(
            metric=metric,
            value=value,
            unit=unit,
        )

        return target
