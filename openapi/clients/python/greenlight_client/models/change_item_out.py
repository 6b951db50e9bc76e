from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.anchor_out import AnchorOut


T = TypeVar("T", bound="ChangeItemOut")


@_attrs_define
class ChangeItemOut:
    """One thing to change.

    Attributes:
        anchor (AnchorOut | None):
        comment (str):
    """

    anchor: AnchorOut | None
    comment: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.anchor_out import AnchorOut  # noqa: PLC0415

        anchor: dict[str, Any] | None
        if isinstance(self.anchor, AnchorOut):
            anchor = self.anchor.to_dict()
        else:
            anchor = self.anchor

        comment = self.comment

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "anchor": anchor,
                "comment": comment,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.anchor_out import AnchorOut  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_anchor(data: object) -> AnchorOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                anchor_type_0 = AnchorOut.from_dict(data)

                return anchor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AnchorOut | None, data)

        anchor = _parse_anchor(d.pop("anchor"))

        comment = d.pop("comment")

        change_item_out = cls(
            anchor=anchor,
            comment=comment,
        )

        change_item_out.additional_properties = d
        return change_item_out

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
