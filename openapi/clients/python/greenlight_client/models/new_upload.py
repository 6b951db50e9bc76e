from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.new_upload_content_type import (
    NewUploadContentType,
    check_new_upload_content_type,
)

T = TypeVar("T", bound="NewUpload")


@_attrs_define
class NewUpload:
    """A file that is about to be sent.

    Attributes:
        filename (str): What a download is called.
        content_type (NewUploadContentType): One of video/mp4, video/quicktime, video/webm, image/jpeg, image/png,
            image/webp.
        size_bytes (int): At most 2147483648.
    """

    filename: str
    content_type: NewUploadContentType
    size_bytes: int

    def to_dict(self) -> dict[str, Any]:
        filename = self.filename

        content_type: str = self.content_type

        size_bytes = self.size_bytes

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "filename": filename,
                "content_type": content_type,
                "size_bytes": size_bytes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        filename = d.pop("filename")

        content_type = check_new_upload_content_type(d.pop("content_type"))

        size_bytes = d.pop("size_bytes")

        new_upload = cls(
            filename=filename,
            content_type=content_type,
            size_bytes=size_bytes,
        )

        return new_upload
