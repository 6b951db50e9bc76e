from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="OrganizationPatch")


@_attrs_define
class OrganizationPatch:
    """What changes. A verified brand that changes name, country or website is reviewed again.

    Attributes:
        name (str | Unset):
        country (str | Unset): ISO 3166-1 alpha-2 code, upper case.
        website (None | str | Unset): A brand must have one.
        industry (None | str | Unset): A brand must have one.
        description (None | str | Unset): A brand must have one.
        collaboration_goals (list[str] | Unset):
    """

    name: str | Unset = UNSET
    country: str | Unset = UNSET
    website: None | str | Unset = UNSET
    industry: None | str | Unset = UNSET
    description: None | str | Unset = UNSET
    collaboration_goals: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        country = self.country

        website: None | str | Unset
        if isinstance(self.website, Unset):
            website = UNSET
        else:
            website = self.website

        industry: None | str | Unset
        if isinstance(self.industry, Unset):
            industry = UNSET
        else:
            industry = self.industry

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        collaboration_goals: list[str] | Unset = UNSET
        if not isinstance(self.collaboration_goals, Unset):
            collaboration_goals = self.collaboration_goals

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if country is not UNSET:
            field_dict["country"] = country
        if website is not UNSET:
            field_dict["website"] = website
        if industry is not UNSET:
            field_dict["industry"] = industry
        if description is not UNSET:
            field_dict["description"] = description
        if collaboration_goals is not UNSET:
            field_dict["collaboration_goals"] = collaboration_goals

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        country = d.pop("country", UNSET)

        def _parse_website(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        website = _parse_website(d.pop("website", UNSET))

        def _parse_industry(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        industry = _parse_industry(d.pop("industry", UNSET))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        collaboration_goals = cast(list[str], d.pop("collaboration_goals", UNSET))

        organization_patch = cls(
            name=name,
            country=country,
            website=website,
            industry=industry,
            description=description,
            collaboration_goals=collaboration_goals,
        )

        return organization_patch
