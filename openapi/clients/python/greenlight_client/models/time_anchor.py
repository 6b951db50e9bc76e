from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="TimeAnchor")


@_attrs_define
class TimeAnchor:
    """A moment of a video.

    Attributes:
        type_ (Literal['time']):
        at_milliseconds (int):
        upload_id (None | str | Unset): Needed when the version has several videos.
    """

    type_: Literal["time"]
    at_milliseconds: int
    upload_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        at_milliseconds = self.at_milliseconds

        upload_id: None | str | Unset
        if isinstance(self.upload_id, Unset):
            upload_id = UNSET
        else:
            upload_id = self.upload_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "at_milliseconds": at_milliseconds,
            }
        )
        if upload_id is not UNSET:
            field_dict["upload_id"] = upload_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = cast(Literal["time"], d.pop("type"))
        if type_ != "time":
            raise ValueError(f"type must match const 'time', got '{type_}'")

        at_milliseconds = d.pop("at_milliseconds")

        def _parse_upload_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        upload_id = _parse_upload_id(d.pop("upload_id", UNSET))

        time_anchor = cls(
            type_=type_,
            at_milliseconds=at_milliseconds,
            upload_id=upload_id,
        )

        return time_anchor
