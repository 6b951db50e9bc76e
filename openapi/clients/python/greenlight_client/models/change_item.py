from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.text_anchor import TextAnchor
    from ..models.time_anchor import TimeAnchor


T = TypeVar("T", bound="ChangeItem")


@_attrs_define
class ChangeItem:
    """One thing to change.

    Attributes:
        comment (str):
        anchor (None | TextAnchor | TimeAnchor | Unset): Where; null for the whole.
    """

    comment: str
    anchor: None | TextAnchor | TimeAnchor | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_anchor import TextAnchor  # noqa: PLC0415
        from ..models.time_anchor import TimeAnchor  # noqa: PLC0415

        comment = self.comment

        anchor: dict[str, Any] | None | Unset
        if isinstance(self.anchor, Unset):
            anchor = UNSET
        elif isinstance(self.anchor, TimeAnchor):
            anchor = self.anchor.to_dict()
        elif isinstance(self.anchor, TextAnchor):
            anchor = self.anchor.to_dict()
        else:
            anchor = self.anchor

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "comment": comment,
            }
        )
        if anchor is not UNSET:
            field_dict["anchor"] = anchor

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.text_anchor import TextAnchor  # noqa: PLC0415
        from ..models.time_anchor import TimeAnchor  # noqa: PLC0415

        d = dict(src_dict)
        comment = d.pop("comment")

        def _parse_anchor(data: object) -> None | TextAnchor | TimeAnchor | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                anchor_type_0_type_0 = TimeAnchor.from_dict(data)

                return anchor_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                anchor_type_0_type_1 = TextAnchor.from_dict(data)

                return anchor_type_0_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextAnchor | TimeAnchor | Unset, data)

        anchor = _parse_anchor(d.pop("anchor", UNSET))

        change_item = cls(
            comment=comment,
            anchor=anchor,
        )

        return change_item
