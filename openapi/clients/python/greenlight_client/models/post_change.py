from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PostChange")


@_attrs_define
class PostChange:
    """What an edit changes of a post; the rest stays.

    Attributes:
        caption (None | str | Unset):
        hashtags (list[str] | None | Unset):
        media_sha256 (list[str] | None | Unset):
    """

    caption: None | str | Unset = UNSET
    hashtags: list[str] | None | Unset = UNSET
    media_sha256: list[str] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        caption: None | str | Unset
        if isinstance(self.caption, Unset):
            caption = UNSET
        else:
            caption = self.caption

        hashtags: list[str] | None | Unset
        if isinstance(self.hashtags, Unset):
            hashtags = UNSET
        elif isinstance(self.hashtags, list):
            hashtags = self.hashtags

        else:
            hashtags = self.hashtags

        media_sha256: list[str] | None | Unset
        if isinstance(self.media_sha256, Unset):
            media_sha256 = UNSET
        elif isinstance(self.media_sha256, list):
            media_sha256 = self.media_sha256

        else:
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

        def _parse_caption(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        caption = _parse_caption(d.pop("caption", UNSET))

        def _parse_hashtags(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                hashtags_type_0 = cast(list[str], data)

                return hashtags_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        hashtags = _parse_hashtags(d.pop("hashtags", UNSET))

        def _parse_media_sha256(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                media_sha256_type_0 = cast(list[str], data)

                return media_sha256_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        media_sha256 = _parse_media_sha256(d.pop("media_sha256", UNSET))

        post_change = cls(
            caption=caption,
            hashtags=hashtags,
            media_sha256=media_sha256,
        )

        return post_change
