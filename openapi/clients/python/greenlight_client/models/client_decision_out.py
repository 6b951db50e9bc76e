from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.decision import Decision, check_decision

T = TypeVar("T", bound="ClientDecisionOut")


@_attrs_define
class ClientDecisionOut:
    """What you said of a creator.

    Attributes:
        decision (Decision | None | str): Null while there is a comment alone.
        comment (str):
        decided_at (str): When you said something of the creator last.
    """

    decision: Decision | None | str
    comment: str
    decided_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
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
                "decision": decision,
                "comment": comment,
                "decided_at": decided_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

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

        client_decision_out = cls(
            decision=decision,
            comment=comment,
            decided_at=decided_at,
        )

        client_decision_out.additional_properties = d
        return client_decision_out

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
