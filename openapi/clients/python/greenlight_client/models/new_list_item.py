from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.after_item import AfterItem
    from ..models.before_item import BeforeItem


T = TypeVar("T", bound="NewListItem")


@_attrs_define
class NewListItem:
    """A creator to keep in a list.

    Attributes:
        creator_id (str):
        note (str | Unset):  Default: ''.
        tags (list[str] | Unset): Words of your own, each kept once.
        position (AfterItem | BeforeItem | None | Unset): Left out: at the end.
    """

    creator_id: str
    note: str | Unset = ""
    tags: list[str] | Unset = UNSET
    position: AfterItem | BeforeItem | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.after_item import AfterItem  # noqa: PLC0415
        from ..models.before_item import BeforeItem  # noqa: PLC0415

        creator_id = self.creator_id

        note = self.note

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        position: dict[str, Any] | None | Unset
        if isinstance(self.position, Unset):
            position = UNSET
        elif isinstance(self.position, BeforeItem):
            position = self.position.to_dict()
        elif isinstance(self.position, AfterItem):
            position = self.position.to_dict()
        else:
            position = self.position

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "creator_id": creator_id,
            }
        )
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
        creator_id = d.pop("creator_id")

        note = d.pop("note", UNSET)

        tags = cast(list[str], d.pop("tags", UNSET))

        def _parse_position(data: object) -> AfterItem | BeforeItem | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_0_type_0 = BeforeItem.from_dict(data)

                return position_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_0_type_1 = AfterItem.from_dict(data)

                return position_type_0_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AfterItem | BeforeItem | None | Unset, data)

        position = _parse_position(d.pop("position", UNSET))

        new_list_item = cls(
            creator_id=creator_id,
            note=note,
            tags=tags,
            position=position,
        )

        return new_list_item
