from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="AudienceWished")


@_attrs_define
class AudienceWished:
    """Whom a campaign is for. What is left out does not matter.

    Attributes:
        countries (list[str] | Unset): Any of these.
        ages (list[str] | Unset): Any of these bands, as the platforms name them.
        genders (list[str] | Unset): Any of these, as the platforms name them.
    """

    countries: list[str] | Unset = UNSET
    ages: list[str] | Unset = UNSET
    genders: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        countries: list[str] | Unset = UNSET
        if not isinstance(self.countries, Unset):
            countries = self.countries

        ages: list[str] | Unset = UNSET
        if not isinstance(self.ages, Unset):
            ages = self.ages

        genders: list[str] | Unset = UNSET
        if not isinstance(self.genders, Unset):
            genders = self.genders

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if countries is not UNSET:
            field_dict["countries"] = countries
        if ages is not UNSET:
            field_dict["ages"] = ages
        if genders is not UNSET:
            field_dict["genders"] = genders

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        countries = cast(list[str], d.pop("countries", UNSET))

        ages = cast(list[str], d.pop("ages", UNSET))

        genders = cast(list[str], d.pop("genders", UNSET))

        audience_wished = cls(
            countries=countries,
            ages=ages,
            genders=genders,
        )

        return audience_wished
