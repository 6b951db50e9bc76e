from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewVersion")


@_attrs_define
class NewVersion:
    """The next version.

    Attributes:
        caption (str): At most 5,000 code points.
        hashtags (list[str] | Unset): Beside those in the caption.
        upload_ids (list[str] | Unset): Complete uploads of yours that no other draft uses.
    """

    caption: str
    hashtags: list[str] | Unset = UNSET
    upload_ids: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        caption = self.caption

        hashtags: list[str] | Unset = UNSET
        if not isinstance(self.hashtags, Unset):
            hashtags = self.hashtags

        upload_ids: list[str] | Unset = UNSET
        if not isinstance(self.upload_ids, Unset):
            upload_ids = self.upload_ids

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "caption": caption,
            }
        )
        if hashtags is not UNSET:
            field_dict["hashtags"] = hashtags
        if upload_ids is not UNSET:
            field_dict["upload_ids"] = upload_ids

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        caption = d.pop("caption")

        hashtags = cast(list[str], d.pop("hashtags", UNSET))

        upload_ids = cast(list[str], d.pop("upload_ids", UNSET))

        new_version = cls(
            caption=caption,
            hashtags=hashtags,
            upload_ids=upload_ids,
        )

        return new_version
