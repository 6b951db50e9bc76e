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

from ..models.member_invitation_state import (
    MemberInvitationState,
    check_member_invitation_state,
)
from ..models.role import Role, check_role

T = TypeVar("T", bound="MemberInvitationOut")


@_attrs_define
class MemberInvitationOut:
    """An invitation to join an organization.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['member_invitation']):  Default: 'member_invitation'.
        version (int):
        organization_id (str):
        email (str):
        role (Role | str):
        state (MemberInvitationState | str):
        invited_by (str):
        accepted_by (None | str):
        expires_at (str): RFC 3339, UTC.
        actions (list[str]): What you may do now.
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    email: str
    role: Role | str
    state: MemberInvitationState | str
    invited_by: str
    accepted_by: None | str
    expires_at: str
    actions: list[str]
    is_final: bool
    object_: Literal["member_invitation"] = "member_invitation"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        email = self.email

        role: str
        if isinstance(self.role, str):
            role = self.role
        else:
            role = self.role

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        invited_by = self.invited_by

        accepted_by: None | str
        accepted_by = self.accepted_by

        expires_at = self.expires_at

        actions = self.actions

        is_final = self.is_final

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
                "email": email,
                "role": role,
                "state": state,
                "invited_by": invited_by,
                "accepted_by": accepted_by,
                "expires_at": expires_at,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["member_invitation"], d.pop("object"))
        if object_ != "member_invitation":
            raise ValueError(f"object must match const 'member_invitation', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

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

        def _parse_state(data: object) -> MemberInvitationState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_member_invitation_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MemberInvitationState | str, data)

        state = _parse_state(d.pop("state"))

        invited_by = d.pop("invited_by")

        def _parse_accepted_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        accepted_by = _parse_accepted_by(d.pop("accepted_by"))

        expires_at = d.pop("expires_at")

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        member_invitation_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            email=email,
            role=role,
            state=state,
            invited_by=invited_by,
            accepted_by=accepted_by,
            expires_at=expires_at,
            actions=actions,
            is_final=is_final,
        )

        member_invitation_out.additional_properties = d
        return member_invitation_out

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
