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

from ..models.reviewer import Reviewer, check_reviewer

if TYPE_CHECKING:
    from ..models.finding_out import FindingOut
    from ..models.media_out import MediaOut


T = TypeVar("T", bound="VersionOut")


@_attrs_define
class VersionOut:
    """One version of a draft, and what the platform found in it.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['draft_version']):  Default: 'draft_version'.
        version (int): Counts what the platform came to say of it: for `ETag`. A verdict names `version_number`.
        draft_id (str):
        version_number (int):
        caption (str):
        hashtags (list[str]):
        media (list[MediaOut]):
        submitted_at (None | str):
        findings (list[FindingOut]):
        policy_version (None | str): The policy that the platform judged by; null before.
        reviewed_by (None | Reviewer | str):
        reviewed_at (None | str):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    draft_id: str
    version_number: int
    caption: str
    hashtags: list[str]
    media: list[MediaOut]
    submitted_at: None | str
    findings: list[FindingOut]
    policy_version: None | str
    reviewed_by: None | Reviewer | str
    reviewed_at: None | str
    object_: Literal["draft_version"] = "draft_version"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        draft_id = self.draft_id

        version_number = self.version_number

        caption = self.caption

        hashtags = self.hashtags

        media = []
        for media_item_data in self.media:
            media_item = media_item_data.to_dict()
            media.append(media_item)

        submitted_at: None | str
        submitted_at = self.submitted_at

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        policy_version: None | str
        policy_version = self.policy_version

        reviewed_by: None | str
        if isinstance(self.reviewed_by, str):
            reviewed_by = self.reviewed_by
        else:
            reviewed_by = self.reviewed_by

        reviewed_at: None | str
        reviewed_at = self.reviewed_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "draft_id": draft_id,
                "version_number": version_number,
                "caption": caption,
                "hashtags": hashtags,
                "media": media,
                "submitted_at": submitted_at,
                "findings": findings,
                "policy_version": policy_version,
                "reviewed_by": reviewed_by,
                "reviewed_at": reviewed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.finding_out import FindingOut  # noqa: PLC0415
        from ..models.media_out import MediaOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["draft_version"], d.pop("object"))
        if object_ != "draft_version":
            raise ValueError(f"object must match const 'draft_version', got '{object_}'")

        version = d.pop("version")

        draft_id = d.pop("draft_id")

        version_number = d.pop("version_number")

        caption = d.pop("caption")

        hashtags = cast(list[str], d.pop("hashtags"))

        media = []
        _media = d.pop("media")
        for media_item_data in _media:
            media_item = MediaOut.from_dict(media_item_data)

            media.append(media_item)

        def _parse_submitted_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        submitted_at = _parse_submitted_at(d.pop("submitted_at"))

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = FindingOut.from_dict(findings_item_data)

            findings.append(findings_item)

        def _parse_policy_version(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        policy_version = _parse_policy_version(d.pop("policy_version"))

        def _parse_reviewed_by(data: object) -> None | Reviewer | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reviewed_by_type_0_type_0 = check_reviewer(data)

                return reviewed_by_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Reviewer | str, data)

        reviewed_by = _parse_reviewed_by(d.pop("reviewed_by"))

        def _parse_reviewed_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reviewed_at = _parse_reviewed_at(d.pop("reviewed_at"))

        version_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            draft_id=draft_id,
            version_number=version_number,
            caption=caption,
            hashtags=hashtags,
            media=media,
            submitted_at=submitted_at,
            findings=findings,
            policy_version=policy_version,
            reviewed_by=reviewed_by,
            reviewed_at=reviewed_at,
        )

        version_out.additional_properties = d
        return version_out

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
