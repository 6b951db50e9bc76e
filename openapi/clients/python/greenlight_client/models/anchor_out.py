from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AnchorOut")


@_attrs_define
class AnchorOut:
    """Where a comment points.

    Attributes:
        type_ (str):
        upload_id (None | str):
        at_milliseconds (int | None):
        field (None | str):
        start (int | None):
        end (int | None):
    """

    type_: str
    upload_id: None | str
    at_milliseconds: int | None
    field: None | str
    start: int | None
    end: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        upload_id: None | str
        upload_id = self.upload_id

        at_milliseconds: int | None
        at_milliseconds = self.at_milliseconds

        field: None | str
        field = self.field

        start: int | None
        start = self.start

        end: int | None
        end = self.end

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "upload_id": upload_id,
                "at_milliseconds": at_milliseconds,
                "field": field,
                "start": start,
                "end": end,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = d.pop("type")

        def _parse_upload_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        upload_id = _parse_upload_id(d.pop("upload_id"))

        def _parse_at_milliseconds(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        at_milliseconds = _parse_at_milliseconds(d.pop("at_milliseconds"))

        def _parse_field(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        field = _parse_field(d.pop("field"))

        def _parse_start(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        start = _parse_start(d.pop("start"))

        def _parse_end(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        end = _parse_end(d.pop("end"))

        anchor_out = cls(
            type_=type_,
            upload_id=upload_id,
            at_milliseconds=at_milliseconds,
            field=field,
            start=start,
            end=end,
        )

        anchor_out.additional_properties = d
        return anchor_out

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
