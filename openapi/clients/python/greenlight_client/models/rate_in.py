from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.rate_in_price import RateInPrice


T = TypeVar("T", bound="RateIn")


@_attrs_define
class RateIn:
    """What you ask for one type of deliverable.

    Attributes:
        deliverable_type (str): A word in lower_snake_case.
        price (RateInPrice):
        negotiable (bool | Unset): Whether offers below it are welcome. Default: True.
    """

    deliverable_type: str
    price: RateInPrice
    negotiable: bool | Unset = True

    def to_dict(self) -> dict[str, Any]:
        deliverable_type = self.deliverable_type

        price = self.price.to_dict()

        negotiable = self.negotiable

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "deliverable_type": deliverable_type,
                "price": price,
            }
        )
        if negotiable is not UNSET:
            field_dict["negotiable"] = negotiable

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.rate_in_price import RateInPrice  # noqa: PLC0415

        d = dict(src_dict)
        deliverable_type = d.pop("deliverable_type")

        price = RateInPrice.from_dict(d.pop("price"))

        negotiable = d.pop("negotiable", UNSET)

        rate_in = cls(
            deliverable_type=deliverable_type,
            price=price,
            negotiable=negotiable,
        )

        return rate_in
