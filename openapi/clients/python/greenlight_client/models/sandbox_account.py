from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.transfer_outcome import TransferOutcome, check_transfer_outcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="SandboxAccount")


@_attrs_define
class SandboxAccount:
    """How the sandbox's account behaves.

    Attributes:
        outcome (TransferOutcome | Unset): What the sandbox's account does with a payout.
    """

    outcome: TransferOutcome | Unset = UNSET

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
        outcome: TransferOutcome | Unset
        if isinstance(_outcome, Unset):
            outcome = UNSET
        else:
            outcome = check_transfer_outcome(_outcome)

        sandbox_account = cls(
            outcome=outcome,
        )

        return sandbox_account
