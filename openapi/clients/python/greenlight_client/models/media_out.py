from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MediaOut")


@_attrs_define
class MediaOut:
    """A file of a version.

    Attributes:
        upload_id (str):
        content_type (str):
        size_bytes (int):
        sha256 (None | str):
        duration_seconds (float | None): What the file tells of itself; null where it tells nothing.
        url (str): Fetch it here, without a token; ranges are answered.
        url_expires_at (str): In real time. Read again without If-None-Match for a fresh one.
    """

    upload_id: str
    content_type: str
    size_bytes: int
    sha256: None | str
    duration_seconds: float | None
    url: str
    url_expires_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        upload_id = self.upload_id

        content_type = self.content_type

        size_bytes = self.size_bytes

        sha256: None | str
        sha256 = self.sha256

        duration_seconds: float | None
        duration_seconds = self.duration_seconds

        url = self.url

        url_expires_at = self.url_expires_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "upload_id": upload_id,
                "content_type": content_type,
                "size_bytes": size_bytes,
                "sha256": sha256,
                "duration_seconds": duration_seconds,
                "url": url,
                "url_expires_at": url_expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        upload_id = d.pop("upload_id")

        content_type = d.pop("content_type")

        size_bytes = d.pop("size_bytes")

        def _parse_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sha256 = _parse_sha256(d.pop("sha256"))

        def _parse_duration_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        duration_seconds = _parse_duration_seconds(d.pop("duration_seconds"))

        url = d.pop("url")

        url_expires_at = d.pop("url_expires_at")

        media_out = cls(
            upload_id=upload_id,
            content_type=content_type,
            size_bytes=size_bytes,
            sha256=sha256,
            duration_seconds=duration_seconds,
            url=url,
            url_expires_at=url_expires_at,
        )

        media_out.additional_properties = d
        return media_out

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
