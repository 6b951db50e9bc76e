from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.usage_type import UsageType, check_usage_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="UsageRightsOut")


@_attrs_define
class UsageRightsOut:
    """What the brand may do with the content, where and how long.

    Attributes:
        type_ (str | Unset | UsageType):  Default: 'organic'.
        channels (list[str] | Unset):
        territories (list[str] | Unset): Empty: everywhere.
        duration_days (int | Unset):
    """

    type_: str | Unset | UsageType = "organic"
    channels: list[str] | Unset = UNSET
    territories: list[str] | Unset = UNSET
    duration_days: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_: str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        elif isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        channels: list[str] | Unset = UNSET
        if not isinstance(self.channels, Unset):
            channels = self.channels

        territories: list[str] | Unset = UNSET
        if not isinstance(self.territories, Unset):
            territories = self.territories

        duration_days = self.duration_days

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if type_ is not UNSET:
            field_dict["type"] = type_
        if channels is not UNSET:
            field_dict["channels"] = channels
        if territories is not UNSET:
            field_dict["territories"] = territories
        if duration_days is not UNSET:
            field_dict["duration_days"] = duration_days

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_type_(data: object) -> str | Unset | UsageType:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_usage_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | Unset | UsageType, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        channels = cast(list[str], d.pop("channels", UNSET))

        territories = cast(list[str], d.pop("territories", UNSET))

        duration_days = d.pop("duration_days", UNSET)

        usage_rights_out = cls(
            type_=type_,
            channels=channels,
            territories=territories,
            duration_days=duration_days,
        )

        return usage_rights_out
