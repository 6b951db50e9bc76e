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

from ..models.decision import Decision, check_decision

T = TypeVar("T", bound="ListDecisionOut")


@_attrs_define
class ListDecisionOut:
    """What a client said of one creator.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['list_decision']):  Default: 'list_decision'.
        version (int):
        list_approval_id (str):
        client_name (str):
        creator_id (str):
        decision (Decision | None | str): Null while there is a comment alone.
        comment (str):
        decided_at (str): When the client said something of the creator last.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    list_approval_id: str
    client_name: str
    creator_id: str
    decision: Decision | None | str
    comment: str
    decided_at: str
    object_: Literal["list_decision"] = "list_decision"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        list_approval_id = self.list_approval_id

        client_name = self.client_name

        creator_id = self.creator_id

        decision: None | str
        if isinstance(self.decision, str):
            decision = self.decision
        else:
            decision = self.decision

        comment = self.comment

        decided_at = self.decided_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "list_approval_id": list_approval_id,
                "client_name": client_name,
                "creator_id": creator_id,
                "decision": decision,
                "comment": comment,
                "decided_at": decided_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["list_decision"], d.pop("object"))
        if object_ != "list_decision":
            raise ValueError(f"object must match const 'list_decision', got '{object_}'")

        version = d.pop("version")

        list_approval_id = d.pop("list_approval_id")

        client_name = d.pop("client_name")

        creator_id = d.pop("creator_id")

        def _parse_decision(data: object) -> Decision | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decision_type_0_type_0 = check_decision(data)

                return decision_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Decision | None | str, data)

        decision = _parse_decision(d.pop("decision"))

        comment = d.pop("comment")

        decided_at = d.pop("decided_at")

        list_decision_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            list_approval_id=list_approval_id,
            client_name=client_name,
            creator_id=creator_id,
            decision=decision,
            comment=comment,
            decided_at=decided_at,
        )

        list_decision_out.additional_properties = d
        return list_decision_out

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
