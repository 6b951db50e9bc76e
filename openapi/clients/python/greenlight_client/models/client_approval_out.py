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

T = TypeVar("T", bound="ClientApprovalOut")


@_attrs_define
class ClientApprovalOut:
    """What a client is asked.

    Attributes:
        object_ (Literal['client_list_approval']):  Default: 'client_list_approval'.
        list_name (str):
        client_name (str):
        message (str):
        state (ListApprovalState | str): You may decide while it is `open`.
        expires_at (str): RFC 3339, UTC.
        item_count (int):
        approved_count (int):
        declined_count (int):
    """

    list_name: str
    client_name: str
    message: str
    state: ListApprovalState | str
    expires_at: str
    item_count: int
    approved_count: int
    declined_count: int
    object_: Literal["client_list_approval"] = "client_list_approval"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        list_name = self.list_name

        client_name = self.client_name

        message = self.message

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        expires_at = self.expires_at

        item_count = self.item_count

        approved_count = self.approved_count

        declined_count = self.declined_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "list_name": list_name,
                "client_name": client_name,
                "message": message,
                "state": state,
                "expires_at": expires_at,
                "item_count": item_count,
                "approved_count": approved_count,
                "declined_count": declined_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        object_ = cast(Literal["client_list_approval"], d.pop("object"))
        if object_ != "client_list_approval":
            raise ValueError(f"object must match const 'client_list_approval', got '{object_}'")

        list_name = d.pop("list_name")

        client_name = d.pop("client_name")

        message = d.pop("message")

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

        expires_at = d.pop("expires_at")

        item_count = d.pop("item_count")

        approved_count = d.pop("approved_count")

        declined_count = d.pop("declined_count")

        client_approval_out = cls(
            object_=object_,
            list_name=list_name,
            client_name=client_name,
            message=message,
            state=state,
            expires_at=expires_at,
            item_count=item_count,
            approved_count=approved_count,
            declined_count=declined_count,
        )

        client_approval_out.additional_properties = d
        return client_approval_out

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
