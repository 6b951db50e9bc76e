from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.verification_state import VerificationState, check_verification_state

T = TypeVar("T", bound="VerificationSummary")


@_attrs_define
class VerificationSummary:
    """How far the verification of an organization is.

    Attributes:
        id (str):
        state (str | VerificationState):
        actions (list[str]): What you may do now.
    """

    id: str
    state: str | VerificationState
    actions: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        actions = self.actions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "actions": actions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        def _parse_state(data: object) -> str | VerificationState:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_verification_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | VerificationState, data)

        state = _parse_state(d.pop("state"))

        actions = cast(list[str], d.pop("actions"))

        verification_summary = cls(
            id=id,
            state=state,
            actions=actions,
        )

        verification_summary.additional_properties = d
        return verification_summary

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
