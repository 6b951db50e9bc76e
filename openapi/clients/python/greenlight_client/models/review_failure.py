from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.review_reason import ReviewReason


T = TypeVar("T", bound="ReviewFailure")


@_attrs_define
class ReviewFailure:
    """A reviewer's no.

    Attributes:
        reasons (list[ReviewReason]):
    """

    reasons: list[ReviewReason]

    def to_dict(self) -> dict[str, Any]:
        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reasons": reasons,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.review_reason import ReviewReason  # noqa: PLC0415

        d = dict(src_dict)
        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = ReviewReason.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        review_failure = cls(
            reasons=reasons,
        )

        return review_failure
