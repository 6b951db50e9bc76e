from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Exclusivity")


@_attrs_define
class Exclusivity:
    """For whom the creator does not work, from acceptance until so many days after the campaign's end.

    Attributes:
        category (None | str | Unset): No other brand's campaign of this category.
        competitors (list[str] | Unset): Names of brands.
        duration_days (int | Unset):  Default: 0.
    """

    category: None | str | Unset = UNSET
    competitors: list[str] | Unset = UNSET
    duration_days: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        category: None | str | Unset
        if isinstance(self.category, Unset):
            category = UNSET
        else:
            category = self.category

        competitors: list[str] | Unset = UNSET
        if not isinstance(self.competitors, Unset):
            competitors = self.competitors

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

        competitors = cast(list[str], d.pop("competitors", UNSET))

        duration_days = d.pop("duration_days", UNSET)

        exclusivity = cls(
            category=category,
            competitors=competitors,
            duration_days=duration_days,
        )

        return exclusivity
