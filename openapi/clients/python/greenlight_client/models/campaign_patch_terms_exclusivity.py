from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CampaignPatchTermsExclusivity")


@_attrs_define
class CampaignPatchTermsExclusivity:
    """A merge patch: For whom the creator does not work, from acceptance until so many days after the campaign's end.

    Attributes:
        category (None | str | Unset): No other brand's campaign of this category.
        competitors (list[str] | None | Unset): Names of brands.
        duration_days (int | None | Unset):
    """

    category: None | str | Unset = UNSET
    competitors: list[str] | None | Unset = UNSET
    duration_days: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        category: None | str | Unset
        if isinstance(self.category, Unset):
            category = UNSET
        else:
            category = self.category

        competitors: list[str] | None | Unset
        if isinstance(self.competitors, Unset):
            competitors = UNSET
        elif isinstance(self.competitors, list):
            competitors = self.competitors

        else:
            competitors = self.competitors

        duration_days: int | None | Unset
        if isinstance(self.duration_days, Unset):
            duration_days = UNSET
        else:
            duration_days = self.duration_days

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if category is not UNSET:
            field_dict["category"] = category
        if competitors is not UNSET:
            field_dict["competitors"] = competitors
        if duration_days is not UNSET:
            field_dict["duration_days"] = duration_days

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        category = _parse_category(d.pop("category", UNSET))

        def _parse_competitors(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                competitors_type_0 = cast(list[str], data)

                return competitors_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        competitors = _parse_competitors(d.pop("competitors", UNSET))

        def _parse_duration_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        duration_days = _parse_duration_days(d.pop("duration_days", UNSET))

        campaign_patch_terms_exclusivity = cls(
            category=category,
            competitors=competitors,
            duration_days=duration_days,
        )

        return campaign_patch_terms_exclusivity
