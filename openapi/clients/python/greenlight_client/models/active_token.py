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

T = TypeVar("T", bound="ActiveToken")


@_attrs_define
class ActiveToken:
    """A token of this client's that works.

    Attributes:
        active (bool):
        iss (str): Who issued it.
        client_id (str):
        sub (str): For whom it acts: the client.
        scope (str):
        token_type (Literal['Bearer']):
        iat (int): When it was issued, in seconds since 1970.
        exp (int): When it ends, in seconds since 1970.
    """

    active: bool
    iss: str
    client_id: str
    sub: str
    scope: str
    token_type: Literal["Bearer"]
    iat: int
    exp: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        active = self.active

        iss = self.iss

        client_id = self.client_id

        sub = self.sub

        scope = self.scope

        token_type = self.token_type

        iat = self.iat

        exp = self.exp

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "active": active,
                "iss": iss,
                "client_id": client_id,
                "sub": sub,
                "scope": scope,
                "token_type": token_type,
                "iat": iat,
                "exp": exp,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        active = d.pop("active")

        iss = d.pop("iss")

        client_id = d.pop("client_id")

        sub = d.pop("sub")

        scope = d.pop("scope")

        token_type = cast(Literal["Bearer"], d.pop("token_type"))
        if token_type != "Bearer":
            raise ValueError(f"token_type must match const 'Bearer', got '{token_type}'")

        iat = d.pop("iat")

        exp = d.pop("exp")

        active_token = cls(
            active=active,
            iss=iss,
            client_id=client_id,
            sub=sub,
            scope=scope,
            token_type=token_type,
            iat=iat,
            exp=exp,
        )

        active_token.additional_properties = d
        return active_token

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
