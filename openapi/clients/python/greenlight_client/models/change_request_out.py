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
    from ..models.change_item_out import ChangeItemOut


T = TypeVar("T", bound="ChangeRequestOut")


@_attrs_define
class ChangeRequestOut:
    """What the brand asked to change in one version.

    Attributes:
        id (str):
        object_ (Literal['change_request']):  Default: 'change_request'.
        version_number (int):
        items (list[ChangeItemOut]):
        created_at (str): RFC 3339, UTC.
    """

    id: str
    version_number: int
    items: list[ChangeItemOut]
    created_at: str
    object_: Literal["change_request"] = "change_request"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        object_ = self.object_

        version_number = self.version_number

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        created_at = self.created_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "object": object_,
                "version_number": version_number,
                "items": items,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.change_item_out import ChangeItemOut  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        object_ = cast(Literal["change_request"], d.pop("object"))
        if object_ != "change_request":
            raise ValueError(f"object must match const 'change_request', got '{object_}'")

        version_number = d.pop("version_number")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ChangeItemOut.from_dict(items_item_data)

            items.append(items_item)

        created_at = d.pop("created_at")

        change_request_out = cls(
            id=id,
            object_=object_,
            version_number=version_number,
            items=items,
            created_at=created_at,
        )

        change_request_out.additional_properties = d
        return change_request_out

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
