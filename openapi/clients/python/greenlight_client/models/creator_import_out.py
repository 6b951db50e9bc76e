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

from ..models.creator_import_state import CreatorImportState, check_creator_import_state

T = TypeVar("T", bound="CreatorImportOut")


@_attrs_define
class CreatorImportOut:
    """Handles that you brought. `matched_count` and `failed_count` add up to the rows that were looked at.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['creator_import']):  Default: 'creator_import'.
        version (int):
        organization_id (str):
        list_id (None | str): Where those who are found go; null: nowhere.
        state (CreatorImportState | str): `failed`: the list was removed before all rows were looked at; the others are
            as they say.
        actions (list[str]):
        is_final (bool):
        row_count (int):
        matched_count (int): Rows whose creator was found: added, matched, duplicate.
        added_count (int): Of those: whose creator went into the list by this import.
        failed_count (int): Rows that name nobody: not_found, invalid.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    list_id: None | str
    state: CreatorImportState | str
    actions: list[str]
    is_final: bool
    row_count: int
    matched_count: int
    added_count: int
    failed_count: int
    object_: Literal["creator_import"] = "creator_import"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        list_id: None | str
        list_id = self.list_id

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        actions = self.actions

        is_final = self.is_final

        row_count = self.row_count

        matched_count = self.matched_count

        added_count = self.added_count

        failed_count = self.failed_count

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
                "state": state,
                "actions": actions,
                "is_final": is_final,
                "row_count": row_count,
                "matched_count": matched_count,
                "added_count": added_count,
                "failed_count": failed_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["creator_import"], d.pop("object"))
        if object_ != "creator_import":
            raise ValueError(f"object must match const 'creator_import', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        def _parse_list_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        list_id = _parse_list_id(d.pop("list_id"))

        def _parse_state(data: object) -> CreatorImportState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_creator_import_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreatorImportState | str, data)

        state = _parse_state(d.pop("state"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        row_count = d.pop("row_count")

        matched_count = d.pop("matched_count")

        added_count = d.pop("added_count")

        failed_count = d.pop("failed_count")

        creator_import_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            list_id=list_id,
            state=state,
            actions=actions,
            is_final=is_final,
            row_count=row_count,
            matched_count=matched_count,
            added_count=added_count,
            failed_count=failed_count,
        )

        creator_import_out.additional_properties = d
        return creator_import_out

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
