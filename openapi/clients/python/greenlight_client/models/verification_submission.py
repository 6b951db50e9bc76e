from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="VerificationSubmission")


@_attrs_define
class VerificationSubmission:
    """Where the link is mailed to.

    Attributes:
        business_email (str): An address of the business: whoever reads it confirms the brand.
    """

    business_email: str

    def to_dict(self) -> dict[str, Any]:
        business_email = self.business_email

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "business_email": business_email,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        business_email = d.pop("business_email")

        verification_submission = cls(
            business_email=business_email,
        )

        return verification_submission
