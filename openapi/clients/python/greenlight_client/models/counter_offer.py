from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.counter_offer_price import CounterOfferPrice
    from ..models.terms_change import TermsChange


T = TypeVar("T", bound="CounterOffer")


@_attrs_define
class CounterOffer:
    """Other terms than the other side's.

    Attributes:
        price (CounterOfferPrice):
        message (str | Unset):  Default: ''.
        terms (None | TermsChange | Unset): A merge patch over the terms so far.
    """

    price: CounterOfferPrice
    message: str | Unset = ""
    terms: None | TermsChange | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.terms_change import TermsChange  # noqa: PLC0415

        price = self.price.to_dict()

        message = self.message

        terms: dict[str, Any] | None | Unset
        if isinstance(self.terms, Unset):
            terms = UNSET
        elif isinstance(self.terms, TermsChange):
            terms = self.terms.to_dict()
        else:
            terms = self.terms

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "price": price,
            }
        )
        if message is not UNSET:
            field_dict["message"] = message
        if terms is not UNSET:
            field_dict["terms"] = terms

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.counter_offer_price import CounterOfferPrice  # noqa: PLC0415
        from ..models.terms_change import TermsChange  # noqa: PLC0415

        d = dict(src_dict)
        price = CounterOfferPrice.from_dict(d.pop("price"))

        message = d.pop("message", UNSET)

        def _parse_terms(data: object) -> None | TermsChange | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                terms_type_0 = TermsChange.from_dict(data)

                return terms_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TermsChange | Unset, data)

        terms = _parse_terms(d.pop("terms", UNSET))

        counter_offer = cls(
            price=price,
            message=message,
            terms=terms,
        )

        return counter_offer
