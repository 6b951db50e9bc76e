from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.new_list_item import NewListItem


T = TypeVar("T", bound="NewListItems")


@_attrs_define
class NewListItems:
    """Creators to keep in a list: each succeeds or fails for itself.

    Attributes:
        items (list[NewListItem]):
    """

    items: list[NewListItem]

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_list_item import NewListItem  # noqa: PLC0415

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = NewListItem.from_dict(items_item_data)

            items.append(items_item)

        new_list_items = cls(
            items=items,
        )

        return new_list_items
