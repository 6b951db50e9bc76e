from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.terms_out import TermsOut


T = TypeVar("T", bound="ContractOfOrder")


@_attrs_define
class ContractOfOrder:
    """What both sides agreed, in short.

    Attributes:
        sha256 (str): Of the bytes that GET /orders/{id}/contract answers.
        accepted_at (str): RFC 3339, UTC.
        terms (TermsOut): The terms of a collaboration. Every part has a default.
    """

    sha256: str
    accepted_at: str
    terms: TermsOut
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sha256 = self.sha256

        accepted_at = self.accepted_at

        terms = self.terms.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sha256": sha256,
                "accepted_at": accepted_at,
                "terms": terms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.terms_out import TermsOut  # noqa: PLC0415

        d = dict(src_dict)
        sha256 = d.pop("sha256")

        accepted_at = d.pop("accepted_at")

        terms = TermsOut.from_dict(d.pop("terms"))

        contract_of_order = cls(
            sha256=sha256,
            accepted_at=accepted_at,
            terms=terms,
        )

        contract_of_order.additional_properties = d
        return contract_of_order

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
