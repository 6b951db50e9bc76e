from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.money import Money


T = TypeVar("T", bound="OfferAmounts")


@_attrs_define
class OfferAmounts:
    """How the price divides.

    Attributes:
        platform_fee (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        platform_fee_basis_points (int):
        creator_net (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
    """

    platform_fee: Money
    platform_fee_basis_points: int
    creator_net: Money
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        platform_fee = self.platform_fee.to_dict()

        platform_fee_basis_points = self.platform_fee_basis_points

        creator_net = self.creator_net.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "platform_fee": platform_fee,
                "platform_fee_basis_points": platform_fee_basis_points,
                "creator_net": creator_net,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.money import Money  # noqa: PLC0415

        d = dict(src_dict)
        platform_fee = Money.from_dict(d.pop("platform_fee"))

        platform_fee_basis_points = d.pop("platform_fee_basis_points")

        creator_net = Money.from_dict(d.pop("creator_net"))

        offer_amounts = cls(
            platform_fee=platform_fee,
            platform_fee_basis_points=platform_fee_basis_points,
            creator_net=creator_net,
        )

        offer_amounts.additional_properties = d
        return offer_amounts

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
