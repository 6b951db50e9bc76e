from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.new_member_invitation_role import (
    NewMemberInvitationRole,
    check_new_member_invitation_role,
)

T = TypeVar("T", bound="NewMemberInvitation")


@_attrs_define
class NewMemberInvitation:
    """Whom to invite.

    Attributes:
        email (str): Who accepts must have confirmed this address.
        role (NewMemberInvitationRole): What they may do: each role holds the scopes that GET /v1/me shows.
    """

    email: str
    role: NewMemberInvitationRole

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        role: str = self.role

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "role": role,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        email = d.pop("email")

        role = check_new_member_invitation_role(d.pop("role"))

        new_member_invitation = cls(
            email=email,
            role=role,
        )

        return new_member_invitation
