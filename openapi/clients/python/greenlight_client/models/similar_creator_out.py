from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.creator_out import CreatorOut
    from ..models.likeness_reason_out import LikenessReasonOut


T = TypeVar("T", bound="SimilarCreatorOut")


@_attrs_define
class SimilarCreatorOut:
    """Somebody who is like a creator.

    Attributes:
        creator (CreatorOut): A creator as others see them. The figures are those of the account `platform`/`handle`;
            `accounts` has all of them.
        similarity (float): 0 to 1: the mean of the values of `reasons`, by their weights.
        reasons (list[LikenessReasonOut]): Every part, the heaviest first.
    """

    creator: CreatorOut
    similarity: float
    reasons: list[LikenessReasonOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        creator = self.creator.to_dict()

        similarity = self.similarity

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "creator": creator,
                "similarity": similarity,
                "reasons": reasons,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.creator_out import CreatorOut  # noqa: PLC0415
        from ..models.likeness_reason_out import LikenessReasonOut  # noqa: PLC0415

        d = dict(src_dict)
        creator = CreatorOut.from_dict(d.pop("creator"))

        similarity = d.pop("similarity")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = LikenessReasonOut.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        similar_creator_out = cls(
            creator=creator,
            similarity=similarity,
            reasons=reasons,
        )

        similar_creator_out.additional_properties = d
        return similar_creator_out

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
