from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.transfer_outcome import TransferOutcome, check_transfer_outcome

T = TypeVar("T", bound="SandboxPayoutDetails")


@_attrs_define
class SandboxPayoutDetails:
    """How the sandbox's account behaves.

    Attributes:
        outcome (str | TransferOutcome):
    """

    outcome: str | TransferOutcome
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

        def _parse_outcome(data: object) -> str | TransferOutcome:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = check_transfer_outcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TransferOutcome, data)

        outcome = _parse_outcome(d.pop("outcome"))

        sandbox_payout_details = cls(
            outcome=outcome,
        )

        sandbox_payout_details.additional_properties = d
        return sandbox_payout_details

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
