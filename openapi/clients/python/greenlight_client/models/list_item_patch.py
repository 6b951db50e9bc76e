from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.after_item import AfterItem
    from ..models.before_item import BeforeItem


T = TypeVar("T", bound="ListItemPatch")


@_attrs_define
class ListItemPatch:
    """A merge patch: what is left out stays as it is.

    Attributes:
        note (str | Unset):
        tags (list[str] | Unset): All of them.
        position (AfterItem | BeforeItem | Unset): Where in the order of the list.
    """

    note: str | Unset = UNSET
    tags: list[str] | Unset = UNSET
    position: AfterItem | BeforeItem | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.before_item import BeforeItem  # noqa: PLC0415

        note = self.note

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        position: dict[str, Any] | Unset
        if isinstance(self.position, Unset):
            position = UNSET
        elif isinstance(self.position, BeforeItem):
            position = self.position.to_dict()
        else:
            position = self.position.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if note is not UNSET:
            field_dict["note"] = note
        if tags is not UNSET:
            field_dict["tags"] = tags
        if position is not UNSET:
            field_dict["position"] = position

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.after_item import AfterItem  # noqa: PLC0415
        from ..models.before_item import BeforeItem  # noqa: PLC0415

        d = dict(src_dict)
        note = d.pop("note", UNSET)

        tags = cast(list[str], d.pop("tags", UNSET))

        def _parse_position(data: object) -> AfterItem | BeforeItem | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_0 = BeforeItem.from_dict(data)

                return position_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            position_type_1 = AfterItem.from_dict(data)

            return position_type_1

        position = _parse_position(d.pop("position", UNSET))

        list_item_patch = cls(
            note=note,
            tags=tags,
            position=position,
        )

        return list_item_patch
