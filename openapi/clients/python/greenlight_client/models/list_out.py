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
    from ..models.list_out_metadata import ListOutMetadata


T = TypeVar("T", bound="ListOut")


@_attrs_define
class ListOut:
    """A list of creators, shared by all members of your organization.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['creator_list']): Not `list`, which is what every page of a list calls itself. Default:
            'creator_list'.
        version (int):
        organization_id (str):
        name (str):
        description (str):
        is_favourites (bool): Whether it is the one that every organization has, which stays.
        item_count (int):
        metadata (ListOutMetadata):
        external_reference (None | str):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    name: str
    description: str
    is_favourites: bool
    item_count: int
    metadata: ListOutMetadata
    external_reference: None | str
    object_: Literal["creator_list"] = "creator_list"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        name = self.name

        description = self.description

        is_favourites = self.is_favourites

        item_count = self.item_count

        metadata = self.metadata.to_dict()

        external_reference: None | str
        external_reference = self.external_reference

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
                "name": name,
                "description": description,
                "is_favourites": is_favourites,
                "item_count": item_count,
                "metadata": metadata,
                "external_reference": external_reference,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.list_out_metadata import ListOutMetadata  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["creator_list"], d.pop("object"))
        if object_ != "creator_list":
            raise ValueError(f"object must match const 'creator_list', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        name = d.pop("name")

        description = d.pop("description")

        is_favourites = d.pop("is_favourites")

        item_count = d.pop("item_count")

        metadata = ListOutMetadata.from_dict(d.pop("metadata"))

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        list_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            name=name,
            description=description,
            is_favourites=is_favourites,
            item_count=item_count,
            metadata=metadata,
            external_reference=external_reference,
        )

        list_out.additional_properties = d
        return list_out

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
