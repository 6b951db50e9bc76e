from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewPost")


@_attrs_define
class NewPost:
    """A post.

    Attributes:
        caption (str | Unset):  Default: ''.
        hashtags (list[str] | Unset):
        media_sha256 (list[str] | Unset): Of each file that is posted; one alone may stand without a list.
    """

    caption: str | Unset = ""
    hashtags: list[str] | Unset = UNSET
    media_sha256: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        caption = self.caption

        hashtags: list[str] | Unset = UNSET
        if not isinstance(self.hashtags, Unset):
            hashtags = self.hashtags

        media_sha256: list[str] | Unset = UNSET
        if not isinstance(self.media_sha256, Unset):
            media_sha256 = self.media_sha256

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if caption is not UNSET:
            field_dict["caption"] = caption
        if hashtags is not UNSET:
            field_dict["hashtags"] = hashtags
        if media_sha256 is not UNSET:
            field_dict["media_sha256"] = media_sha256

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        caption = d.pop("caption", UNSET)

        hashtags = cast(list[str], d.pop("hashtags", UNSET))

        media_sha256 = cast(list[str], d.pop("media_sha256", UNSET))

        new_post = cls(
            caption=caption,
            hashtags=hashtags,
            media_sha256=media_sha256,
        )

        return new_post
