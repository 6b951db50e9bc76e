from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.charge_outcome import ChargeOutcome, check_charge_outcome

T = TypeVar("T", bound="SandboxSourceOut")


@_attrs_define
class SandboxSourceOut:
    """How the sandbox's source behaves.

    Attributes:
        outcome (ChargeOutcome | str):
    """

    outcome: ChargeOutcome | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        outcome: str
        if isinstance(self.outcome, str):
            outcome = self.outcome
        else:
            outcome = self.outcome

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_outcome(data: object) -> ChargeOutcome | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = check_charge_outcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChargeOutcome | str, data)

        outcome = _parse_outcome(d.pop("outcome"))

        sandbox_source_out = cls(
            outcome=outcome,
        )

        sandbox_source_out.additional_properties = d
        return sandbox_source_out

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
