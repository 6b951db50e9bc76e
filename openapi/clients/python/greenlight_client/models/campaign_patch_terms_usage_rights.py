from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.usage_type import UsageType, check_usage_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="CampaignPatchTermsUsageRights")


@_attrs_define
class CampaignPatchTermsUsageRights:
    """A merge patch: What the brand may do with the content, where and how long.

    Attributes:
        type_ (None | Unset | UsageType):
        channels (list[str] | None | Unset):
        territories (list[str] | None | Unset): Empty: everywhere.
        duration_days (int | None | Unset):
    """

    type_: None | Unset | UsageType = UNSET
    channels: list[str] | None | Unset = UNSET
    territories: list[str] | None | Unset = UNSET
    duration_days: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_: None | str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        elif isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        channels: list[str] | None | Unset
        if isinstance(self.channels, Unset):
            channels = UNSET
        elif isinstance(self.channels, list):
            channels = self.channels

        else:
            channels = self.channels

        territories: list[str] | None | Unset
        if isinstance(self.territories, Unset):
            territories = UNSET
        elif isinstance(self.territories, list):
            territories = self.territories

        else:
            territories = self.territories

        duration_days: int | None | Unset
        if isinstance(self.duration_days, Unset):
            duration_days = UNSET
        else:
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

        def _parse_type_(data: object) -> None | Unset | UsageType:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_usage_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UsageType, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        def _parse_channels(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                channels_type_0 = cast(list[str], data)

                return channels_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        channels = _parse_channels(d.pop("channels", UNSET))

        def _parse_territories(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                territories_type_0 = cast(list[str], data)

                return territories_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        territories = _parse_territories(d.pop("territories", UNSET))

        def _parse_duration_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        duration_days = _parse_duration_days(d.pop("duration_days", UNSET))

        campaign_patch_terms_usage_rights = cls(
            type_=type_,
            channels=channels,
            territories=territories,
            duration_days=duration_days,
        )

        return campaign_patch_terms_usage_rights
