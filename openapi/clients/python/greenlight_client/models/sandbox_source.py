from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.charge_outcome import ChargeOutcome, check_charge_outcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="SandboxSource")


@_attrs_define
class SandboxSource:
    """How the sandbox's source behaves.

    Attributes:
        outcome (ChargeOutcome | Unset): What the sandbox's source does.
    """

    outcome: ChargeOutcome | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        outcome: str | Unset = UNSET
        if not isinstance(self.outcome, Unset):
            outcome = self.outcome

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if outcome is not UNSET:
            field_dict["outcome"] = outcome

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _outcome = d.pop("outcome", UNSET)
        outcome: ChargeOutcome | Unset
        if isinstance(_outcome, Unset):
            outcome = UNSET
        else:
            outcome = check_charge_outcome(_outcome)

        sandbox_source = cls(
            outcome=outcome,
        )

        return sandbox_source
