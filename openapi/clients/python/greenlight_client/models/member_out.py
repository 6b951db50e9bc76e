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

from ..models.role import Role, check_role

T = TypeVar("T", bound="MemberOut")


@_attrs_define
class MemberOut:
    """A person who acts for an organization.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str): The person's own.
        object_ (Literal['member']):  Default: 'member'.
        version (int):
        organization_id (str):
        name (str):
        email (str):
        role (Role | str):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    name: str
    email: str
    role: Role | str
    object_: Literal["member"] = "member"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        name = self.name

        email = self.email

        role: str
        if isinstance(self.role, str):
            role = self.role
        else:
            role = self.role

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "organization_id": organization_id,
                "name": name,
                "email": email,
                "role": role,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["member"], d.pop("object"))
        if object_ != "member":
            raise ValueError(f"object must match const 'member', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        name = d.pop("name")

        email = d.pop("email")

        def _parse_role(data: object) -> Role | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_0 = check_role(data)

                return role_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Role | str, data)

        role = _parse_role(d.pop("role"))

        member_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            name=name,
            email=email,
            role=role,
        )

        member_out.additional_properties = d
        return member_out

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
