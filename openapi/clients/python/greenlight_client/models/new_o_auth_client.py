from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.new_o_auth_client_scopes_item import (
    NewOAuthClientScopesItem,
    check_new_o_auth_client_scopes_item,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="NewOAuthClient")


@_attrs_define
class NewOAuthClient:
    """An OAuth client to make.

    Attributes:
        name (str): What it is for.
        scopes (list[NewOAuthClientScopesItem]): What it may do: some of what you may do yourself.
        networks (list[str] | Unset): From where it may be used: networks in CIDR form. Without any, from everywhere.
        expires_at (datetime.datetime | None | Unset): When it ends by itself; null: never.
    """

    name: str
    scopes: list[NewOAuthClientScopesItem]
    networks: list[str] | Unset = UNSET
    expires_at: datetime.datetime | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item: str = scopes_item_data
            scopes.append(scopes_item)

        networks: list[str] | Unset = UNSET
        if not isinstance(self.networks, Unset):
            networks = self.networks

        expires_at: None | str | Unset
        if isinstance(self.expires_at, Unset):
            expires_at = UNSET
        elif isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "scopes": scopes,
            }
        )
        if networks is not UNSET:
            field_dict["networks"] = networks
        if expires_at is not UNSET:
            field_dict["expires_at"] = expires_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in _scopes:
            scopes_item = check_new_o_auth_client_scopes_item(scopes_item_data)

            scopes.append(scopes_item)

        networks = cast(list[str], d.pop("networks", UNSET))

        def _parse_expires_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        expires_at = _parse_expires_at(d.pop("expires_at", UNSET))

        new_o_auth_client = cls(
            name=name,
            scopes=scopes,
            networks=networks,
            expires_at=expires_at,
        )

        return new_o_auth_client
