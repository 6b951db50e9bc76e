from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.new_rate_price import NewRatePrice


T = TypeVar("T", bound="NewRate")


@_attrs_define
class NewRate:
    """What you ask for one type of deliverable.

    Attributes:
        deliverable_type (str): A word in lower_snake_case.
        price (NewRatePrice):
        negotiable (bool):
    """

    deliverable_type: str
    price: NewRatePrice
    negotiable: bool

    def to_dict(self) -> dict[str, Any]:
        deliverable_type = self.deliverable_type

        price = self.price.to_dict()

        negotiable = self.negotiable

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "deliverable_type": deliverable_type,
                "price": price,
                "negotiable": negotiable,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_rate_price import NewRatePrice  # noqa: PLC0415

        d = dict(src_dict)
        deliverable_type = d.pop("deliverable_type")

        price = NewRatePrice.from_dict(d.pop("price"))

        negotiable = d.pop("negotiable")

        new_rate = cls(
            deliverable_type=deliverable_type,
            price=price,
            negotiable=negotiable,
        )

        return new_rate
