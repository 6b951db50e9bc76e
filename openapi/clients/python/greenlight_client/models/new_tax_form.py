from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.tax_form_type import TaxFormType, check_tax_form_type

if TYPE_CHECKING:
    from ..models.address import Address


T = TypeVar("T", bound="NewTaxForm")


@_attrs_define
class NewTaxForm:
    """A signed tax form.

    Attributes:
        type_ (TaxFormType): Which form it is.
        name (str):
        tax_id (str): Kept encrypted; its last four characters are shown.
        address (Address): A postal address.
        signed_at (datetime.datetime): Not in the future.
    """

    type_: TaxFormType
    name: str
    tax_id: str
    address: Address
    signed_at: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        type_: str = self.type_

        name = self.name

        tax_id = self.tax_id

        address = self.address.to_dict()

        signed_at = self.signed_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "name": name,
                "tax_id": tax_id,
                "address": address,
                "signed_at": signed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address import Address  # noqa: PLC0415

        d = dict(src_dict)
        type_ = check_tax_form_type(d.pop("type"))

        name = d.pop("name")

        tax_id = d.pop("tax_id")

        address = Address.from_dict(d.pop("address"))

        signed_at = datetime.datetime.fromisoformat(d.pop("signed_at"))

        new_tax_form = cls(
            type_=type_,
            name=name,
            tax_id=tax_id,
            address=address,
            signed_at=signed_at,
        )

        return new_tax_form
