from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.organization_type import OrganizationType, check_organization_type

T = TypeVar("T", bound="OwnMembership")


@_attrs_define
class OwnMembership:
    """An organization that you may act for, and what you may do there.

    Attributes:
        object_ (Literal['membership']):  Default: 'membership'.
        organization_id (str):
        type_ (OrganizationType | str):
        name (str):
        country (str):
        currency (str):
        role (str):
        scopes (list[str]):
    """

    organization_id: str
    type_: OrganizationType | str
    name: str
    country: str
    currency: str
    role: str
    scopes: list[str]
    object_: Literal["membership"] = "membership"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        organization_id = self.organization_id

        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        name = self.name

        country = self.country

        currency = self.currency

        role = self.role

        scopes = self.scopes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "organization_id": organization_id,
                "type": type_,
                "name": name,
                "country": country,
                "currency": currency,
                "role": role,
                "scopes": scopes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        object_ = cast(Literal["membership"], d.pop("object"))
        if object_ != "membership":
            raise ValueError(f"object must match const 'membership', got '{object_}'")

        organization_id = d.pop("organization_id")

        def _parse_type_(data: object) -> OrganizationType | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_organization_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(OrganizationType | str, data)

        type_ = _parse_type_(d.pop("type"))

        name = d.pop("name")

        country = d.pop("country")

        currency = d.pop("currency")

        role = d.pop("role")

        scopes = cast(list[str], d.pop("scopes"))

        own_membership = cls(
            object_=object_,
            organization_id=organization_id,
            type_=type_,
            name=name,
            country=country,
            currency=currency,
            role=role,
            scopes=scopes,
        )

        own_membership.additional_properties = d
        return own_membership

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
