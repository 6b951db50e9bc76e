from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.decision import Decision, check_decision
from ..types import UNSET, Unset

T = TypeVar("T", bound="ClientDecision")


@_attrs_define
class ClientDecision:
    """Yes or no to one creator of the list, a comment, or both: what is left out stays as it was.

    Attributes:
        creator_id (str):
        decision (Decision | None | Unset): Null or left out: a comment alone.
        comment (str | Unset): Left out: what you have written before stays.
    """

    creator_id: str
    decision: Decision | None | Unset = UNSET
    comment: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        creator_id = self.creator_id

        decision: None | str | Unset
        if isinstance(self.decision, Unset):
            decision = UNSET
        elif isinstance(self.decision, str):
            decision = self.decision
        else:
            decision = self.decision

        comment = self.comment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "creator_id": creator_id,
            }
        )
        if decision is not UNSET:
            field_dict["decision"] = decision
        if comment is not UNSET:
            field_dict["comment"] = comment

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        creator_id = d.pop("creator_id")

        def _parse_decision(data: object) -> Decision | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decision_type_0 = check_decision(data)

                return decision_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Decision | None | Unset, data)

        decision = _parse_decision(d.pop("decision", UNSET))

        comment = d.pop("comment", UNSET)

        client_decision = cls(
            creator_id=creator_id,
            decision=decision,
            comment=comment,
        )

        return client_decision
