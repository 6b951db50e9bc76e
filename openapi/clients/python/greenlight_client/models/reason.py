from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.reason_code import ReasonCode, check_reason_code

if TYPE_CHECKING:
    from ..models.resolution import Resolution


T = TypeVar("T", bound="Reason")


@_attrs_define
class Reason:
    """Why a payable waits.

    Attributes:
        code (ReasonCode | str):
        detail (str):
        since (str): RFC 3339, UTC.
        resolve (None | Resolution): Null where nobody has to do anything: it goes on by itself.
    """

    code: ReasonCode | str
    detail: str
    since: str
    resolve: None | Resolution
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.resolution import Resolution  # noqa: PLC0415

        code: str
        if isinstance(self.code, str):
            code = self.code
        else:
            code = self.code

        detail = self.detail

        since = self.since

        resolve: dict[str, Any] | None
        if isinstance(self.resolve, Resolution):
            resolve = self.resolve.to_dict()
        else:
            resolve = self.resolve

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "detail": detail,
                "since": since,
                "resolve": resolve,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.resolution import Resolution  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_code(data: object) -> ReasonCode | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = check_reason_code(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ReasonCode | str, data)

        code = _parse_code(d.pop("code"))

        detail = d.pop("detail")

        since = d.pop("since")

        def _parse_resolve(data: object) -> None | Resolution:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resolve_type_0 = Resolution.from_dict(data)

                return resolve_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Resolution, data)

        resolve = _parse_resolve(d.pop("resolve"))

        reason = cls(
            code=code,
            detail=detail,
            since=since,
            resolve=resolve,
        )

        reason.additional_properties = d
        return reason

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
