from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PostOut")


@_attrs_define
class PostOut:
    """A post on the sandbox's social platform.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['sandbox_post']):  Default: 'sandbox_post'.
        version (int):
        handle (str):
        url (str): Hand it in as a publication's `url`.
        caption (str):
        hashtags (list[str]):
        media_sha256 (list[str]):
        posted_at (str): RFC 3339, UTC.
        is_available (bool): False while it is taken down.
        taken_down_at (None | str):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    handle: str
    url: str
    caption: str
    hashtags: list[str]
    media_sha256: list[str]
    posted_at: str
    is_available: bool
    taken_down_at: None | str
    object_: Literal["sandbox_post"] = "sandbox_post"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        handle = self.handle

        url = self.url

        caption = self.caption

        hashtags = self.hashtags

        media_sha256 = self.media_sha256

        posted_at = self.posted_at

        is_available = self.is_available

        taken_down_at: None | str
        taken_down_at = self.taken_down_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "handle": handle,
                "url": url,
                "caption": caption,
                "hashtags": hashtags,
                "media_sha256": media_sha256,
                "posted_at": posted_at,
                "is_available": is_available,
                "taken_down_at": taken_down_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["sandbox_post"], d.pop("object"))
        if object_ != "sandbox_post":
            raise ValueError(f"object must match const 'sandbox_post', got '{object_}'")

        version = d.pop("version")

        handle = d.pop("handle")

        url = d.pop("url")

        caption = d.pop("caption")

        hashtags = cast(list[str], d.pop("hashtags"))

        media_sha256 = cast(list[str], d.pop("media_sha256"))

        posted_at = d.pop("posted_at")

        is_available = d.pop("is_available")

        def _parse_taken_down_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        taken_down_at = _parse_taken_down_at(d.pop("taken_down_at"))

        post_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            handle=handle,
            url=url,
            caption=caption,
            hashtags=hashtags,
            media_sha256=media_sha256,
            posted_at=posted_at,
            is_available=is_available,
            taken_down_at=taken_down_at,
        )

        post_out.additional_properties = d
        return post_out

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
