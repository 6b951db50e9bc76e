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
    from ..models.sandbox_organization_out_organization import (
        SandboxOrganizationOutOrganization,
    )
    from ..models.sandbox_organization_out_session import SandboxOrganizationOutSession
    from ..models.sandbox_organization_out_user import SandboxOrganizationOutUser


T = TypeVar("T", bound="SandboxOrganizationOut")


@_attrs_define
class SandboxOrganizationOut:
    """An organization that can act at once, and a person signed in for it. A view: it has no id.

    Attributes:
        object_ (Literal['sandbox_organization']):  Default: 'sandbox_organization'.
        organization (SandboxOrganizationOutOrganization): As `GET /organizations/{id}` shows it.
        user (SandboxOrganizationOutUser): Its owner, as `GET /users/{id}` shows them.
        session (SandboxOrganizationOutSession): As `POST /sessions` answers, with `access_token` and `refresh_token`.
        creator_id (None | str): Who is invited and paid; null for a brand.
    """

    organization: SandboxOrganizationOutOrganization
    user: SandboxOrganizationOutUser
    session: SandboxOrganizationOutSession
    creator_id: None | str
    object_: Literal["sandbox_organization"] = "sandbox_organization"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        organization = self.organization.to_dict()

        user = self.user.to_dict()

        session = self.session.to_dict()

        creator_id: None | str
        creator_id = self.creator_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "organization": organization,
                "user": user,
                "session": session,
                "creator_id": creator_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sandbox_organization_out_organization import (
            SandboxOrganizationOutOrganization,  # noqa: PLC0415
        )
        from ..models.sandbox_organization_out_session import (
            SandboxOrganizationOutSession,  # noqa: PLC0415
        )
        from ..models.sandbox_organization_out_user import SandboxOrganizationOutUser  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["sandbox_organization"], d.pop("object"))
        if object_ != "sandbox_organization":
            raise ValueError(f"object must match const 'sandbox_organization', got '{object_}'")

        organization = SandboxOrganizationOutOrganization.from_dict(d.pop("organization"))

        user = SandboxOrganizationOutUser.from_dict(d.pop("user"))

        session = SandboxOrganizationOutSession.from_dict(d.pop("session"))

        def _parse_creator_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        creator_id = _parse_creator_id(d.pop("creator_id"))

        sandbox_organization_out = cls(
            object_=object_,
            organization=organization,
            user=user,
            session=session,
            creator_id=creator_id,
        )

        sandbox_organization_out.additional_properties = d
        return sandbox_organization_out

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
