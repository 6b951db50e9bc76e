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

from ..models.creator_export_state import CreatorExportState, check_creator_export_state
from ..models.export_format import ExportFormat, check_export_format

if TYPE_CHECKING:
    from ..models.search_criteria_out import SearchCriteriaOut


T = TypeVar("T", bound="CreatorExportOut")


@_attrs_define
class CreatorExportOut:
    """Creators to take along as a file.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['creator_export']):  Default: 'creator_export'.
        version (int):
        organization_id (str):
        list_id (None | str):
        search (None | SearchCriteriaOut):
        format_ (ExportFormat | str):
        state (CreatorExportState | str):
        actions (list[str]):
        is_final (bool):
        total_count (int): How many creators there were when you asked for it.
        row_count (int): How many of them the file takes: 100000 at most, the first in the order of the search.
        expires_at (str): Until then it may be fetched, as often as you like.
        download (None | str): Where the file is fetched; null when its time is over.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    list_id: None | str
    search: None | SearchCriteriaOut
    format_: ExportFormat | str
    state: CreatorExportState | str
    actions: list[str]
    is_final: bool
    total_count: int
    row_count: int
    expires_at: str
    download: None | str
    object_: Literal["creator_export"] = "creator_export"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.search_criteria_out import SearchCriteriaOut  # noqa: PLC0415

        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        list_id: None | str
        list_id = self.list_id

        search: dict[str, Any] | None
        if isinstance(self.search, SearchCriteriaOut):
            search = self.search.to_dict()
        else:
            search = self.search

        format_: str
        if isinstance(self.format_, str):
            format_ = self.format_
        else:
            format_ = self.format_

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        actions = self.actions

        is_final = self.is_final

        total_count = self.total_count

        row_count = self.row_count

        expires_at = self.expires_at

        download: None | str
        download = self.download

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "organization_id": organization_id,
                "list_id": list_id,
                "search": search,
                "format": format_,
                "state": state,
                "actions": actions,
                "is_final": is_final,
                "total_count": total_count,
                "row_count": row_count,
                "expires_at": expires_at,
                "download": download,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.search_criteria_out import SearchCriteriaOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["creator_export"], d.pop("object"))
        if object_ != "creator_export":
            raise ValueError(f"object must match const 'creator_export', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        def _parse_list_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        list_id = _parse_list_id(d.pop("list_id"))

        def _parse_search(data: object) -> None | SearchCriteriaOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                search_type_0 = SearchCriteriaOut.from_dict(data)

                return search_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SearchCriteriaOut, data)

        search = _parse_search(d.pop("search"))

        def _parse_format_(data: object) -> ExportFormat | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                format_type_0 = check_export_format(data)

                return format_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExportFormat | str, data)

        format_ = _parse_format_(d.pop("format"))

        def _parse_state(data: object) -> CreatorExportState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_creator_export_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreatorExportState | str, data)

        state = _parse_state(d.pop("state"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        total_count = d.pop("total_count")

        row_count = d.pop("row_count")

        expires_at = d.pop("expires_at")

        def _parse_download(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        download = _parse_download(d.pop("download"))

        creator_export_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            list_id=list_id,
            search=search,
            format_=format_,
            state=state,
            actions=actions,
            is_final=is_final,
            total_count=total_count,
            row_count=row_count,
            expires_at=expires_at,
            download=download,
        )

        creator_export_out.additional_properties = d
        return creator_export_out

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
