from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.money import Money


T = TypeVar("T", bound="OrderAmounts")


@_attrs_define
class OrderAmounts:
    """How the price divides, and where the brand's money is.

    Attributes:
        price (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        platform_fee (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        creator_net (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        held (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        released (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        refunded (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
    """

    price: Money
    platform_fee: Money
    creator_net: Money
    held: Money
    released: Money
    refunded: Money
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        price = self.price.to_dict()

        platform_fee = self.platform_fee.to_dict()

        creator_net = self.creator_net.to_dict()

        held = self.held.to_dict()

        released = self.released.to_dict()

        refunded = self.refunded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "price": price,
                "platform_fee": platform_fee,
                "creator_net": creator_net,
                "held": held,
                "released": released,
                "refunded": refunded,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.money import Money  # noqa: PLC0415

        d = dict(src_dict)
        price = Money.from_dict(d.pop("price"))

        platform_fee = Money.from_dict(d.pop("platform_fee"))

        creator_net = Money.from_dict(d.pop("creator_net"))

        held = Money.from_dict(d.pop("held"))

        released = Money.from_dict(d.pop("released"))

        refunded = Money.from_dict(d.pop("refunded"))

        order_amounts = cls(
            price=price,
            platform_fee=platform_fee,
            creator_net=creator_net,
            held=held,
            released=released,
            refunded=refunded,
        )

        order_amounts.additional_properties = d
        return order_amounts

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
