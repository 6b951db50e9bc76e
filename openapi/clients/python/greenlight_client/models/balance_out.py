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
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.money import Money


T = TypeVar("T", bound="BalanceOut")


@_attrs_define
class BalanceOut:
    """What an organization has in one currency.

    Attributes:
        object_ (Literal['balance']):  Default: 'balance'.
        currency (str): ISO 4217 code, upper case.
        available (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        held (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        pending (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
    """

    currency: str
    available: Money
    held: Money
    pending: Money
    object_: Literal["balance"] = "balance"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        currency = self.currency

        available = self.available.to_dict()

        held = self.held.to_dict()

        pending = self.pending.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "currency": currency,
                "available": available,
                "held": held,
                "pending": pending,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.money import Money  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["balance"], d.pop("object"))
        if object_ != "balance":
            raise ValueError(f"object must match const 'balance', got '{object_}'")

        currency = d.pop("currency")

        available = Money.from_dict(d.pop("available"))

        held = Money.from_dict(d.pop("held"))

        pending = Money.from_dict(d.pop("pending"))

        balance_out = cls(
            object_=object_,
            currency=currency,
            available=available,
            held=held,
            pending=pending,
        )

        balance_out.additional_properties = d
        return balance_out

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
