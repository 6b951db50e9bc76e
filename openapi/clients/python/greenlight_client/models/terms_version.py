from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.side import Side, check_side

if TYPE_CHECKING:
    from ..models.money import Money
    from ..models.terms_out import TermsOut


T = TypeVar("T", bound="TermsVersion")


@_attrs_define
class TermsVersion:
    """One version of the terms.

    Attributes:
        terms_version (int):
        made_by (Side | str):
        price (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        terms (TermsOut): The terms of a collaboration. Every part has a default.
        message (str):
        created_at (str): RFC 3339, UTC.
    """

    terms_version: int
    made_by: Side | str
    price: Money
    terms: TermsOut
    message: str
    created_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        terms_version = self.terms_version

        made_by: str
        if isinstance(self.made_by, str):
            made_by = self.made_by
        else:
            made_by = self.made_by

        price = self.price.to_dict()

        terms = self.terms.to_dict()

        message = self.message

        created_at = self.created_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "terms_version": terms_version,
                "made_by": made_by,
                "price": price,
                "terms": terms,
                "message": message,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.money import Money  # noqa: PLC0415
        from ..models.terms_out import TermsOut  # noqa: PLC0415

        d = dict(src_dict)
        terms_version = d.pop("terms_version")

        def _parse_made_by(data: object) -> Side | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                made_by_type_0 = check_side(data)

                return made_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Side | str, data)

        made_by = _parse_made_by(d.pop("made_by"))

        price = Money.from_dict(d.pop("price"))

        terms = TermsOut.from_dict(d.pop("terms"))

        message = d.pop("message")

        created_at = d.pop("created_at")

        terms_version = cls(
            terms_version=terms_version,
            made_by=made_by,
            price=price,
            terms=terms,
            message=message,
            created_at=created_at,
        )

        terms_version.additional_properties = d
        return terms_version

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
