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

from ..models.list_approval_state import ListApprovalState, check_list_approval_state

T = TypeVar("T", bound="ListApprovalWithToken")


@_attrs_define
class ListApprovalWithToken:
    """A new approval. The token, and the address with it, are shown in this answer only: whoever has them may look and
    decide.

        Attributes:
            created_at (str): RFC 3339, UTC.
            updated_at (str): RFC 3339, UTC.
            id (str):
            object_ (Literal['list_approval']):  Default: 'list_approval'.
            version (int):
            organization_id (str):
            list_id (str):
            state (ListApprovalState | str):
            is_final (bool):
            actions (list[str]): What you may do now.
            client_name (str):
            message (str):
            shows_notes (bool):
            shows_rates (bool):
            expires_at (str): RFC 3339, UTC.
            token (str):
            url (str): A page for the client's browser. What stands behind the `#` never leaves the browser but in a header.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    list_id: str
    state: ListApprovalState | str
    is_final: bool
    actions: list[str]
    client_name: str
    message: str
    shows_notes: bool
    shows_rates: bool
    expires_at: str
    token: str
    url: str
    object_: Literal["list_approval"] = "list_approval"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        list_id = self.list_id

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        is_final = self.is_final

        actions = self.actions

        client_name = self.client_name

        message = self.message

        shows_notes = self.shows_notes

        shows_rates = self.shows_rates

        expires_at = self.expires_at

        token = self.token

        url = self.url

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
                "list_id": list_id,
                "state": state,
                "is_final": is_final,
                "actions": actions,
                "client_name": client_name,
                "message": message,
                "shows_notes": shows_notes,
                "shows_rates": shows_rates,
                "expires_at": expires_at,
                "token": token,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["list_approval"], d.pop("object"))
        if object_ != "list_approval":
            raise ValueError(f"object must match const 'list_approval', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        list_id = d.pop("list_id")

        def _parse_state(data: object) -> ListApprovalState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_list_approval_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ListApprovalState | str, data)

        state = _parse_state(d.pop("state"))

        is_final = d.pop("is_final")

        actions = cast(list[str], d.pop("actions"))

        client_name = d.pop("client_name")

        message = d.pop("message")

        shows_notes = d.pop("shows_notes")

        shows_rates = d.pop("shows_rates")

        expires_at = d.pop("expires_at")

        token = d.pop("token")

        url = d.pop("url")

        list_approval_with_token = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            list_id=list_id,
            state=state,
            is_final=is_final,
            actions=actions,
            client_name=client_name,
            message=message,
            shows_notes=shows_notes,
            shows_rates=shows_rates,
            expires_at=expires_at,
            token=token,
            url=url,
        )

        list_approval_with_token.additional_properties = d
        return list_approval_with_token

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
