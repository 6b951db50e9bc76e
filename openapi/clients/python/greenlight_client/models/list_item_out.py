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

from ..models.listed_creator_state import ListedCreatorState, check_listed_creator_state

if TYPE_CHECKING:
    from ..models.creator_out import CreatorOut
    from ..models.decision_neighbour import DecisionNeighbour


T = TypeVar("T", bound="ListItemOut")


@_attrs_define
class ListItemOut:
    """A creator in a list, with what your organization notes about them.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['list_item']):  Default: 'list_item'.
        version (int):
        list_id (str):
        creator_id (str):
        creator (CreatorOut | None): The profile as it is now; null while it cannot be had.
        creator_state (ListedCreatorState | str): `unavailable`: the creator has left or is suspended, and nothing of
            them is shown.
        note (str):
        tags (list[str]):
        decision (DecisionNeighbour | None): The newest decision of any client, or the newest comment while nobody has
            decided; null while nobody has said anything.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    list_id: str
    creator_id: str
    creator: CreatorOut | None
    creator_state: ListedCreatorState | str
    note: str
    tags: list[str]
    decision: DecisionNeighbour | None
    object_: Literal["list_item"] = "list_item"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.creator_out import CreatorOut  # noqa: PLC0415
        from ..models.decision_neighbour import DecisionNeighbour  # noqa: PLC0415

        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        list_id = self.list_id

        creator_id = self.creator_id

        creator: dict[str, Any] | None
        if isinstance(self.creator, CreatorOut):
            creator = self.creator.to_dict()
        else:
            creator = self.creator

        creator_state: str
        if isinstance(self.creator_state, str):
            creator_state = self.creator_state
        else:
            creator_state = self.creator_state

        note = self.note

        tags = self.tags

        decision: dict[str, Any] | None
        if isinstance(self.decision, DecisionNeighbour):
            decision = self.decision.to_dict()
        else:
            decision = self.decision

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "list_id": list_id,
                "creator_id": creator_id,
                "creator": creator,
                "creator_state": creator_state,
                "note": note,
                "tags": tags,
                "decision": decision,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.creator_out import CreatorOut  # noqa: PLC0415
        from ..models.decision_neighbour import DecisionNeighbour  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["list_item"], d.pop("object"))
        if object_ != "list_item":
            raise ValueError(f"object must match const 'list_item', got '{object_}'")

        version = d.pop("version")

        list_id = d.pop("list_id")

        creator_id = d.pop("creator_id")

        def _parse_creator(data: object) -> CreatorOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                creator_type_0 = CreatorOut.from_dict(data)

                return creator_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreatorOut | None, data)

        creator = _parse_creator(d.pop("creator"))

        def _parse_creator_state(data: object) -> ListedCreatorState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                creator_state_type_0 = check_listed_creator_state(data)

                return creator_state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ListedCreatorState | str, data)

        creator_state = _parse_creator_state(d.pop("creator_state"))

        note = d.pop("note")

        tags = cast(list[str], d.pop("tags"))

        def _parse_decision(data: object) -> DecisionNeighbour | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                decision_type_0 = DecisionNeighbour.from_dict(data)

                return decision_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DecisionNeighbour | None, data)

        decision = _parse_decision(d.pop("decision"))

        list_item_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            list_id=list_id,
            creator_id=creator_id,
            creator=creator,
            creator_state=creator_state,
            note=note,
            tags=tags,
            decision=decision,
        )

        list_item_out.additional_properties = d
        return list_item_out

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
