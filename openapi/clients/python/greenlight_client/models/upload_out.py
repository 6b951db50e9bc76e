from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.upload_state import UploadState, check_upload_state

if TYPE_CHECKING:
    from ..models.upload_out_headers_type_0 import UploadOutHeadersType0


T = TypeVar("T", bound="UploadOut")


@_attrs_define
class UploadOut:
    """A file on its way in, or whole.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['upload']):  Default: 'upload'.
        version (int):
        state (str | UploadState):
        organization_id (str):
        filename (str):
        content_type (str):
        size_bytes (int):
        sha256 (None | str): Null until the file is complete.
        duration_seconds (float | None): What the file tells of itself; null where it tells nothing.
        method (None | str): How to send the bytes; null unless pending.
        url (None | str): Send the bytes here, without a token. HEAD tells in Upload-Offset how many have arrived;
            Content-Range goes on from there, and a PUT without it begins anew. Null unless pending.
        headers (None | UploadOutHeadersType0): Send exactly these with the bytes; null unless pending.
        expires_at (str): Until then it must be complete.
        completed_at (None | str):
        download_url (None | str): Fetch the file here, without a token; null until it is complete.
        download_url_expires_at (None | str): In real time, whatever a test clock says.
        actions (list[str]):
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: str | UploadState
    organization_id: str
    filename: str
    content_type: str
    size_bytes: int
    sha256: None | str
    duration_seconds: float | None
    method: None | str
    url: None | str
    headers: None | UploadOutHeadersType0
    expires_at: str
    completed_at: None | str
    download_url: None | str
    download_url_expires_at: None | str
    actions: list[str]
    is_final: bool
    object_: Literal["upload"] = "upload"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.upload_out_headers_type_0 import UploadOutHeadersType0  # noqa: PLC0415

        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        organization_id = self.organization_id

        filename = self.filename

        content_type = self.content_type

        size_bytes = self.size_bytes

        sha256: None | str
        sha256 = self.sha256

        duration_seconds: float | None
        duration_seconds = self.duration_seconds

        method: None | str
        method = self.method

        url: None | str
        url = self.url

        headers: dict[str, Any] | None
        if isinstance(self.headers, UploadOutHeadersType0):
            headers = self.headers.to_dict()
        else:
            headers = self.headers

        expires_at = self.expires_at

        completed_at: None | str
        completed_at = self.completed_at

        download_url: None | str
        download_url = self.download_url

        download_url_expires_at: None | str
        download_url_expires_at = self.download_url_expires_at

        actions = self.actions

        is_final = self.is_final

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "state": state,
                "organization_id": organization_id,
                "filename": filename,
                "content_type": content_type,
                "size_bytes": size_bytes,
                "sha256": sha256,
                "duration_seconds": duration_seconds,
                "method": method,
                "url": url,
                "headers": headers,
                "expires_at": expires_at,
                "completed_at": completed_at,
                "download_url": download_url,
                "download_url_expires_at": download_url_expires_at,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.upload_out_headers_type_0 import UploadOutHeadersType0  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["upload"], d.pop("object"))
        if object_ != "upload":
            raise ValueError(f"object must match const 'upload', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> str | UploadState:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_upload_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | UploadState, data)

        state = _parse_state(d.pop("state"))

        organization_id = d.pop("organization_id")

        filename = d.pop("filename")

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

        def _parse_method(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        method = _parse_method(d.pop("method"))

        def _parse_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        url = _parse_url(d.pop("url"))

        def _parse_headers(data: object) -> None | UploadOutHeadersType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                headers_type_0 = UploadOutHeadersType0.from_dict(data)

                return headers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UploadOutHeadersType0, data)

        headers = _parse_headers(d.pop("headers"))

        expires_at = d.pop("expires_at")

        def _parse_completed_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        completed_at = _parse_completed_at(d.pop("completed_at"))

        def _parse_download_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        download_url = _parse_download_url(d.pop("download_url"))

        def _parse_download_url_expires_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        download_url_expires_at = _parse_download_url_expires_at(d.pop("download_url_expires_at"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        upload_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            organization_id=organization_id,
            filename=filename,
            content_type=content_type,
            size_bytes=size_bytes,
            sha256=sha256,
            duration_seconds=duration_seconds,
            method=method,
            url=url,
            headers=headers,
            expires_at=expires_at,
            completed_at=completed_at,
            download_url=download_url,
            download_url_expires_at=download_url_expires_at,
            actions=actions,
            is_final=is_final,
        )

        upload_out.additional_properties = d
        return upload_out

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
