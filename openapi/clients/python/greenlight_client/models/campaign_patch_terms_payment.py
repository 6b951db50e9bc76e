from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.payment_type import PaymentType, check_payment_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="CampaignPatchTermsPayment")


@_attrs_define
class CampaignPatchTermsPayment:
    """A merge patch: How the price is earned.

    Attributes:
        type_ (None | PaymentType | Unset): `flat` is all that is offered now; others will come.
    """

    type_: None | PaymentType | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_: None | str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        elif isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_type_(data: object) -> None | PaymentType | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_payment_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PaymentType | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        campaign_patch_terms_payment = cls(
            type_=type_,
        )

        return campaign_patch_terms_payment
