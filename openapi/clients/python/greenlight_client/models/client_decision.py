from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.decision import Decision, check_decision
from ..types import UNSET, Unset

T = TypeVar("T", bound="ClientDecision")


@_attrs_define
class ClientDecision:
    """Yes or no to one creator of the list.

    Attributes:
        creator_id (str):
        decision (Decision): What a client says of a creator.
        comment (str | Unset):  Default: ''.
    """

    creator_id: str
    decision: Decision
    comment: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        creator_id = self.creator_id

        decision: str = self.decision

        comment = self.comment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "creator_id": creator_id,
                "decision": decision,
            }
        )
        if comment is not UNSET:
            field_dict["comment"] = comment

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        creator_id = d.pop("creator_id")

        decision = check_decision(d.pop("decision"))

        comment = d.pop("comment", UNSET)

        client_decision = cls(
            creator_id=creator_id,
            decision=decision,
            comment=comment,
        )

        return client_decision
