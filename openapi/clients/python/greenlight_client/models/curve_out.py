from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CurveOut")


@_attrs_define
class CurveOut:
    """Where the points of a signal begin and end; null on a side that costs nothing.

    All of them from `full_from` to `full_to`; none at `zero_at_low` and below, at `zero_at_high` and above. Between,
    they fall by
    the logarithm: `weight * ln(value / zero_at_low) / ln(full_from / zero_at_low)` below the range,
    `weight * ln(zero_at_high / value) / ln(zero_at_high / full_to)` above it.

        Attributes:
            zero_at_low (float | None):
            full_from (float | None): `peers.p25`.
            full_to (float | None): `peers.p75`, or what never costs anything where that is more.
            zero_at_high (float | None):
    """

    zero_at_low: float | None
    full_from: float | None
    full_to: float | None
    zero_at_high: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        zero_at_low: float | None
        zero_at_low = self.zero_at_low

        full_from: float | None
        full_from = self.full_from

        full_to: float | None
        full_to = self.full_to

        zero_at_high: float | None
        zero_at_high = self.zero_at_high

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "zero_at_low": zero_at_low,
                "full_from": full_from,
                "full_to": full_to,
                "zero_at_high": zero_at_high,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_zero_at_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        zero_at_low = _parse_zero_at_low(d.pop("zero_at_low"))

        def _parse_full_from(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        full_from = _parse_full_from(d.pop("full_from"))

        def _parse_full_to(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        full_to = _parse_full_to(d.pop("full_to"))

        def _parse_zero_at_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        zero_at_high = _parse_zero_at_high(d.pop("zero_at_high"))

        curve_out = cls(
            zero_at_low=zero_at_low,
            full_from=full_from,
            full_to=full_to,
            zero_at_high=zero_at_high,
        )

        curve_out.additional_properties = d
        return curve_out

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
