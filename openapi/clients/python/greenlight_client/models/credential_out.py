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

from ..models.credential_out_environment_type_0 import (
    CredentialOutEnvironmentType0,
    check_credential_out_environment_type_0,
)
from ..models.credential_out_organization_type_type_0_type_0 import (
    CredentialOutOrganizationTypeType0Type0,
    check_credential_out_organization_type_type_0_type_0,
)
from ..models.credential_out_role_type_0_type_0 import (
    CredentialOutRoleType0Type0,
    check_credential_out_role_type_0_type_0,
)
from ..models.credential_out_type_type_0 import (
    CredentialOutTypeType0,
    check_credential_out_type_type_0,
)

T = TypeVar("T", bound="CredentialOut")


@_attrs_define
class CredentialOut:
    """The credential that you call with, as this call sees it.

    Attributes:
        object_ (Literal['credential']):  Default: 'credential'.
        id (str): The session, the API key or the OAuth client; it is never a secret.
        type_ (CredentialOutTypeType0 | str):
        environment (CredentialOutEnvironmentType0 | str):
        organization_id (None | str): For whom this call acts. Null for a person of no organization, or of several who
            named none.
        organization_type (CredentialOutOrganizationTypeType0Type0 | None | str): What that organization is.
        role (CredentialOutRoleType0Type0 | None | str): What the person is in it. Null for a program.
        scopes (list[str]): What this call may do, in alphabetical order. A key's own scopes, less what its organization
            lost.
    """

    id: str
    type_: CredentialOutTypeType0 | str
    environment: CredentialOutEnvironmentType0 | str
    organization_id: None | str
    organization_type: CredentialOutOrganizationTypeType0Type0 | None | str
    role: CredentialOutRoleType0Type0 | None | str
    scopes: list[str]
    object_: Literal["credential"] = "credential"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        id = self.id

        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        environment: str
        if isinstance(self.environment, str):
            environment = self.environment
        else:
            environment = self.environment

        organization_id: None | str
        organization_id = self.organization_id

        organization_type: None | str
        if isinstance(self.organization_type, str):
            organization_type = self.organization_type
        else:
            organization_type = self.organization_type

        role: None | str
        if isinstance(self.role, str):
            role = self.role
        else:
            role = self.role

        scopes = self.scopes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "id": id,
                "type": type_,
                "environment": environment,
                "organization_id": organization_id,
                "organization_type": organization_type,
                "role": role,
                "scopes": scopes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        object_ = cast(Literal["credential"], d.pop("object"))
        if object_ != "credential":
            raise ValueError(f"object must match const 'credential', got '{object_}'")

        id = d.pop("id")

        def _parse_type_(data: object) -> CredentialOutTypeType0 | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_credential_out_type_type_0(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CredentialOutTypeType0 | str, data)

        type_ = _parse_type_(d.pop("type"))

        def _parse_environment(data: object) -> CredentialOutEnvironmentType0 | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                environment_type_0 = check_credential_out_environment_type_0(data)

                return environment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CredentialOutEnvironmentType0 | str, data)

        environment = _parse_environment(d.pop("environment"))

        def _parse_organization_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        organization_id = _parse_organization_id(d.pop("organization_id"))

        def _parse_organization_type(data: object) -> CredentialOutOrganizationTypeType0Type0 | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                organization_type_type_0_type_0 = check_credential_out_organization_type_type_0_type_0(data)

                return organization_type_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CredentialOutOrganizationTypeType0Type0 | None | str, data)

        organization_type = _parse_organization_type(d.pop("organization_type"))

        def _parse_role(data: object) -> CredentialOutRoleType0Type0 | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_0_type_0 = check_credential_out_role_type_0_type_0(data)

                return role_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CredentialOutRoleType0Type0 | None | str, data)

        role = _parse_role(d.pop("role"))

        scopes = cast(list[str], d.pop("scopes"))

        credential_out = cls(
            object_=object_,
            id=id,
            type_=type_,
            environment=environment,
            organization_id=organization_id,
            organization_type=organization_type,
            role=role,
            scopes=scopes,
        )

        credential_out.additional_properties = d
        return credential_out

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
