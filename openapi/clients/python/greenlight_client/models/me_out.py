from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.own_membership import OwnMembership
    from ..models.user_out import UserOut


T = TypeVar("T", bound="MeOut")


@_attrs_define
class MeOut:
    """Who you are, and for whom you may act.

    Attributes:
        object_ (Literal['me']):  Default: 'me'.
        user (UserOut): A person.
        organization_id (None | str): The organization that this call acts for.
        organizations (list[OwnMembership]):
    """

    user: UserOut
    organization_id: None | str
    organizations: list[OwnMembership]
    object_: Literal["me"] = "me"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        user = self.user.to_dict()

        organization_id: None | str
        organization_id = self.organization_id

        organizations = []
        for organizations_item_data in self.organizations:
            organizations_item = organizations_item_data.to_dict()
            organizations.append(organizations_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "user": user,
                "organization_id": organization_id,
                "organizations": organizations,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.own_membership import OwnMembership  # noqa: PLC0415
        from ..models.user_out import UserOut  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["me"], d.pop("object"))
        if object_ != "me":
            raise ValueError(f"object must match const 'me', got '{object_}'")

        user = UserOut.from_dict(d.pop("user"))

        def _parse_organization_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        organization_id = _parse_organization_id(d.pop("organization_id"))

        organizations = []
        _organizations = d.pop("organizations")
        for organizations_item_data in _organizations:
            organizations_item = OwnMembership.from_dict(organizations_item_data)

            organizations.append(organizations_item)

        me_out = cls(
            object_=object_,
            user=user,
            organization_id=organization_id,
            organizations=organizations,
        )

        me_out.additional_properties = d
        return me_out

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
