from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.money import Money


T = TypeVar("T", bound="ClientRateOut")


@_attrs_define
class ClientRateOut:
    """What a creator asks for one type of deliverable.

    Attributes:
        deliverable_type (str):
        price (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        negotiable (bool):
        price_decimals (int): How many decimals the currency has by ISO 4217, which may be others than a browser shows:
            a `value` of 5000000 with 2 of them is 50,000.00.
    """

    deliverable_type: str
    price: Money
    negotiable: bool
    price_decimals: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        deliverable_type = self.deliverable_type

        price = self.price.to_dict()

        negotiable = self.negotiable

        price_decimals = self.price_decimals

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "deliverable_type": deliverable_type,
                "price": price,
                "negotiable": negotiable,
                "price_decimals": price_decimals,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.money import Money  # noqa: PLC0415

        d = dict(src_dict)
        deliverable_type = d.pop("deliverable_type")

        price = Money.from_dict(d.pop("price"))

        negotiable = d.pop("negotiable")

        price_decimals = d.pop("price_decimals")

        client_rate_out = cls(
            deliverable_type=deliverable_type,
            price=price,
            negotiable=negotiable,
            price_decimals=price_decimals,
        )

        client_rate_out.additional_properties = d
        return client_rate_out

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
