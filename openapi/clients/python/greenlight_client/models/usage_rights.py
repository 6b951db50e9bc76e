from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.usage_type import UsageType, check_usage_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="UsageRights")


@_attrs_define
class UsageRights:
    """What the brand may do with the content, where and how long.

    Attributes:
        type_ (UsageType | Unset): What the brand may do with the content.
        channels (list[str] | Unset):
        territories (list[str] | Unset): Empty: everywhere.
        duration_days (int | Unset):
    """

    type_: UsageType | Unset = UNSET
    channels: list[str] | Unset = UNSET
    territories: list[str] | Unset = UNSET
    duration_days: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
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
        _type_ = d.pop("type", UNSET)
        type_: UsageType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = check_usage_type(_type_)

        channels = cast(list[str], d.pop("channels", UNSET))

        territories = cast(list[str], d.pop("territories", UNSET))

        duration_days = d.pop("duration_days", UNSET)

        usage_rights = cls(
            type_=type_,
            channels=channels,
            territories=territories,
            duration_days=duration_days,
        )

        return usage_rights
