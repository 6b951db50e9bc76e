from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Money")


@_attrs_define
class Money:
    """An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.

    Attributes:
        value (int): Integer minor units: 60000 is 600.00 USD.
        currency (str): ISO 4217 code, upper case.
    """

    value: int
    currency: str

    def to_dict(self) -> dict[str, Any]:
        value = self.value

        currency = self.currency

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "value": value,
                "currency": currency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        value = d.pop("value")

        currency = d.pop("currency")

        money = cls(
            value=value,
            currency=currency,
        )

        return money
