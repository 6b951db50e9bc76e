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

if TYPE_CHECKING:
    from ..models.creator_out import CreatorOut


T = TypeVar("T", bound="SavedSearchMatchOut")


@_attrs_define
class SavedSearchMatchOut:
    """A creator who came to match a saved search after it was saved, and matches it now.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['saved_search_match']):  Default: 'saved_search_match'.
        saved_search_id (str):
        creator_id (str):
        creator (CreatorOut): A creator as others see them. The figures are those of the account `platform`/`handle`;
            `accounts` has all of them.
        matched_at (str): RFC 3339, UTC.
    """

    created_at: str
    updated_at: str
    id: str
    saved_search_id: str
    creator_id: str
    creator: CreatorOut
    matched_at: str
    object_: Literal["saved_search_match"] = "saved_search_match"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        saved_search_id = self.saved_search_id

        creator_id = self.creator_id

        creator = self.creator.to_dict()

        matched_at = self.matched_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "saved_search_id": saved_search_id,
                "creator_id": creator_id,
                "creator": creator,
                "matched_at": matched_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.creator_out import CreatorOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["saved_search_match"], d.pop("object"))
        if object_ != "saved_search_match":
            raise ValueError(f"object must match const 'saved_search_match', got '{object_}'")

        saved_search_id = d.pop("saved_search_id")

        creator_id = d.pop("creator_id")

        creator = CreatorOut.from_dict(d.pop("creator"))

        matched_at = d.pop("matched_at")

        saved_search_match_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            saved_search_id=saved_search_id,
            creator_id=creator_id,
            creator=creator,
            matched_at=matched_at,
        )

        saved_search_match_out.additional_properties = d
        return saved_search_match_out

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
