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

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sandbox_account import SandboxAccount


T = TypeVar("T", bound="NewPayoutAccount")


@_attrs_define
class NewPayoutAccount:
    """An account to be paid to.

    Attributes:
        type_ (Literal['sandbox']):
        currency (str): ISO 4217 code, upper case.
        holder_name (str):
        sandbox (SandboxAccount | Unset): How the sandbox's account behaves.
    """

    type_: Literal["sandbox"]
    currency: str
    holder_name: str
    sandbox: SandboxAccount | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        currency = self.currency

        holder_name = self.holder_name

        sandbox: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sandbox, Unset):
            sandbox = self.sandbox.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "currency": currency,
                "holder_name": holder_name,
            }
        )
        if sandbox is not UNSET:
            field_dict["sandbox"] = sandbox

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sandbox_account import SandboxAccount  # noqa: PLC0415

        d = dict(src_dict)
        type_ = cast(Literal["sandbox"], d.pop("type"))
        if type_ != "sandbox":
            raise ValueError(f"type must match const 'sandbox', got '{type_}'")

        currency = d.pop("currency")

        holder_name = d.pop("holder_name")

        _sandbox = d.pop("sandbox", UNSET)
        sandbox: SandboxAccount | Unset
        if isinstance(_sandbox, Unset):
            sandbox = UNSET
        else:
            sandbox = SandboxAccount.from_dict(_sandbox)

        new_payout_account = cls(
            type_=type_,
            currency=currency,
            holder_name=holder_name,
            sandbox=sandbox,
        )

        return new_payout_account
