from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.change_item import ChangeItem


T = TypeVar("T", bound="ChangesWanted")


@_attrs_define
class ChangesWanted:
    """What a brand asks to change in one version: one round.

    Attributes:
        version_number (int): The version that was judged.
        items (list[ChangeItem]):
    """

    version_number: int
    items: list[ChangeItem]

    def to_dict(self) -> dict[str, Any]:
        version_number = self.version_number

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version_number": version_number,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.change_item import ChangeItem  # noqa: PLC0415

        d = dict(src_dict)
        version_number = d.pop("version_number")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ChangeItem.from_dict(items_item_data)

            items.append(items_item)

        changes_wanted = cls(
            version_number=version_number,
            items=items,
        )

        return changes_wanted
