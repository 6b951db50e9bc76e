from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.severity import Severity, check_severity

if TYPE_CHECKING:
    from ..models.place_out import PlaceOut


T = TypeVar("T", bound="FindingOut")


@_attrs_define
class FindingOut:
    """One thing that the platform's review noticed. An error rejects, a warning does not.

    Attributes:
        code (str):
        severity (Severity | str):
        rule (str):
        place (None | PlaceOut):
        detail (str):
    """

    code: str
    severity: Severity | str
    rule: str
    place: None | PlaceOut
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.place_out import PlaceOut  # noqa: PLC0415

        code = self.code

        severity: str
        if isinstance(self.severity, str):
            severity = self.severity
        else:
            severity = self.severity

        rule = self.rule

        place: dict[str, Any] | None
        if isinstance(self.place, PlaceOut):
            place = self.place.to_dict()
        else:
            place = self.place

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "severity": severity,
                "rule": rule,
                "place": place,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.place_out import PlaceOut  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code")

        def _parse_severity(data: object) -> Severity | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                severity_type_0 = check_severity(data)

                return severity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Severity | str, data)

        severity = _parse_severity(d.pop("severity"))

        rule = d.pop("rule")

        def _parse_place(data: object) -> None | PlaceOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                place_type_0 = PlaceOut.from_dict(data)

                return place_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceOut, data)

        place = _parse_place(d.pop("place"))

        detail = d.pop("detail")

        finding_out = cls(
            code=code,
            severity=severity,
            rule=rule,
            place=place,
            detail=detail,
        )

        finding_out.additional_properties = d
        return finding_out

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
