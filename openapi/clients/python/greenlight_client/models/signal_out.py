from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.signal import Signal, check_signal

if TYPE_CHECKING:
    from ..models.curve_out import CurveOut
    from ..models.range_out import RangeOut


T = TypeVar("T", bound="SignalOut")


@_attrs_define
class SignalOut:
    """One part of the score. Within the peers' range it gives all its points; outside they fall with the distance, by
    `curve`.

        Attributes:
            code (Signal | str): `views_per_follower`: median views / followers; `likes_per_view`: likes of the last 28 days
                / (average views * posts of the last 30 days * 28 / 30); `largest_daily_growth`: the steepest change of
                followers between two recordings, as a share a day; `average_to_median_views`: average / median views;
                `audience_concentration`: the share of the largest country; `likes_per_follower`: likes of the last 28 days /
                followers; the others are figures of the profile. Rounded to 6 decimals.
            weight (int): The points that it can give.
            value (float | None): A ratio, or a count; null where it is not known.
            peers (None | RangeOut): Null where too few comparable creators have a value.
            curve (CurveOut | None): Null where there are no `peers`.
            points (float | None): By `value` and `curve`, to one decimal. Null: it counts neither for nor against.
            detail (str): What it says, in one sentence.
    """

    code: Signal | str
    weight: int
    value: float | None
    peers: None | RangeOut
    curve: CurveOut | None
    points: float | None
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.curve_out import CurveOut  # noqa: PLC0415
        from ..models.range_out import RangeOut  # noqa: PLC0415

        code: str
        if isinstance(self.code, str):
            code = self.code
        else:
            code = self.code

        weight = self.weight

        value: float | None
        value = self.value

        peers: dict[str, Any] | None
        if isinstance(self.peers, RangeOut):
            peers = self.peers.to_dict()
        else:
            peers = self.peers

        curve: dict[str, Any] | None
        if isinstance(self.curve, CurveOut):
            curve = self.curve.to_dict()
        else:
            curve = self.curve

        points: float | None
        points = self.points

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "weight": weight,
                "value": value,
                "peers": peers,
                "curve": curve,
                "points": points,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.curve_out import CurveOut  # noqa: PLC0415
        from ..models.range_out import RangeOut  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_code(data: object) -> Signal | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = check_signal(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Signal | str, data)

        code = _parse_code(d.pop("code"))

        weight = d.pop("weight")

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        def _parse_peers(data: object) -> None | RangeOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                peers_type_0 = RangeOut.from_dict(data)

                return peers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RangeOut, data)

        peers = _parse_peers(d.pop("peers"))

        def _parse_curve(data: object) -> CurveOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                curve_type_0 = CurveOut.from_dict(data)

                return curve_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CurveOut | None, data)

        curve = _parse_curve(d.pop("curve"))

        def _parse_points(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        points = _parse_points(d.pop("points"))

        detail = d.pop("detail")

        signal_out = cls(
            code=code,
            weight=weight,
            value=value,
            peers=peers,
            curve=curve,
            points=points,
            detail=detail,
        )

        signal_out.additional_properties = d
        return signal_out

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
