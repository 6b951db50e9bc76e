from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.new_organization_type import (
    NewOrganizationType,
    check_new_organization_type,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="NewOrganization")


@_attrs_define
class NewOrganization:
    """An organization to make. A brand also says website, industry, description and goals.

    Attributes:
        type_ (NewOrganizationType):
        name (str):
        country (str): ISO 3166-1 alpha-2 code, upper case.
        currency (str): What it thinks in. ISO 4217 code, upper case.
        website (None | str | Unset): Needed for a brand.
        industry (None | str | Unset): Needed for a brand.
        description (None | str | Unset): Needed for a brand.
        collaboration_goals (list[str] | None | Unset): Needed for a brand.
    """

    type_: NewOrganizationType
    name: str
    country: str
    currency: str
    website: None | str | Unset = UNSET
    industry: None | str | Unset = UNSET
    description: None | str | Unset = UNSET
    collaboration_goals: list[str] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_: str = self.type_

        name = self.name

        country = self.country

        currency = self.currency

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

        collaboration_goals: list[str] | None | Unset
        if isinstance(self.collaboration_goals, Unset):
            collaboration_goals = UNSET
        elif isinstance(self.collaboration_goals, list):
            collaboration_goals = self.collaboration_goals

        else:
            collaboration_goals = self.collaboration_goals

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "name": name,
                "country": country,
                "currency": currency,
            }
        )
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
        type_ = check_new_organization_type(d.pop("type"))

        name = d.pop("name")

        country = d.pop("country")

        currency = d.pop("currency")

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

        def _parse_collaboration_goals(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                collaboration_goals_type_0 = cast(list[str], data)

                return collaboration_goals_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        collaboration_goals = _parse_collaboration_goals(d.pop("collaboration_goals", UNSET))

        new_organization = cls(
            type_=type_,
            name=name,
            country=country,
            currency=currency,
            website=website,
            industry=industry,
            description=description,
            collaboration_goals=collaboration_goals,
        )

        return new_organization
