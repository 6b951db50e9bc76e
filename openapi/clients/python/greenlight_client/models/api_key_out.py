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

from ..models.program_state import ProgramState, check_program_state

T = TypeVar("T", bound="ApiKeyOut")


@_attrs_define
class ApiKeyOut:
    """An API key, without its secret.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        version (int):
        organization_id (str):
        created_by (str):
        name (str):
        prefix (str): How its newest secret begins.
        last_four (str): How its newest secret ends.
        state (ProgramState | str):
        scopes (list[str]):
        networks (list[str]):
        expires_at (None | str):
        last_used_at (None | str): To the minute.
        revoked_at (None | str):
        actions (list[str]): What you may do now.
        is_final (bool):
        id (str):
        object_ (Literal['api_key']):  Default: 'api_key'.
    """

    created_at: str
    updated_at: str
    version: int
    organization_id: str
    created_by: str
    name: str
    prefix: str
    last_four: str
    state: ProgramState | str
    scopes: list[str]
    networks: list[str]
    expires_at: None | str
    last_used_at: None | str
    revoked_at: None | str
    actions: list[str]
    is_final: bool
    id: str
    object_: Literal["api_key"] = "api_key"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        version = self.version

        organization_id = self.organization_id

        created_by = self.created_by

        name = self.name

        prefix = self.prefix

        last_four = self.last_four

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        scopes = self.scopes

        networks = self.networks

        expires_at: None | str
        expires_at = self.expires_at

        last_used_at: None | str
        last_used_at = self.last_used_at

        revoked_at: None | str
        revoked_at = self.revoked_at

        actions = self.actions

        is_final = self.is_final

        id = self.id

        object_ = self.object_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "version": version,
                "organization_id": organization_id,
                "created_by": created_by,
                "name": name,
                "prefix": prefix,
                "last_four": last_four,
                "state": state,
                "scopes": scopes,
                "networks": networks,
                "expires_at": expires_at,
                "last_used_at": last_used_at,
                "revoked_at": revoked_at,
                "actions": actions,
                "is_final": is_final,
                "id": id,
                "object": object_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        created_by = d.pop("created_by")

        name = d.pop("name")

        prefix = d.pop("prefix")

        last_four = d.pop("last_four")

        def _parse_state(data: object) -> ProgramState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_program_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ProgramState | str, data)

        state = _parse_state(d.pop("state"))

        scopes = cast(list[str], d.pop("scopes"))

        networks = cast(list[str], d.pop("networks"))

        def _parse_expires_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        expires_at = _parse_expires_at(d.pop("expires_at"))

        def _parse_last_used_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_used_at = _parse_last_used_at(d.pop("last_used_at"))

        def _parse_revoked_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        revoked_at = _parse_revoked_at(d.pop("revoked_at"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        id = d.pop("id")

        object_ = cast(Literal["api_key"], d.pop("object"))
        if object_ != "api_key":
            raise ValueError(f"object must match const 'api_key', got '{object_}'")

        api_key_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            version=version,
            organization_id=organization_id,
            created_by=created_by,
            name=name,
            prefix=prefix,
            last_four=last_four,
            state=state,
            scopes=scopes,
            networks=networks,
            expires_at=expires_at,
            last_used_at=last_used_at,
            revoked_at=revoked_at,
            actions=actions,
            is_final=is_final,
            id=id,
            object_=object_,
        )

        api_key_out.additional_properties = d
        return api_key_out

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
