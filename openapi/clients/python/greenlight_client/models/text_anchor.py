from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

T = TypeVar("T", bound="TextAnchor")


@_attrs_define
class TextAnchor:
    """A part of a text, in code points; `end` is exclusive.

    Attributes:
        type_ (Literal['text']):
        field (Literal['caption']):
        start (int):
        end (int):
    """

    type_: Literal["text"]
    field: Literal["caption"]
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        field = self.field

        start = self.start

        end = self.end

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "field": field,
                "start": start,
                "end": end,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = cast(Literal["text"], d.pop("type"))
        if type_ != "text":
            raise ValueError(f"type must match const 'text', got '{type_}'")

        field = cast(Literal["caption"], d.pop("field"))
        if field != "caption":
            raise ValueError(f"field must match const 'caption', got '{field}'")

        start = d.pop("start")

        end = d.pop("end")

        text_anchor = cls(
            type_=type_,
            field=field,
            start=start,
            end=end,
        )

        return text_anchor
