from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.creator_out import CreatorOut
    from ..models.points_out import PointsOut


T = TypeVar("T", bound="SuggestionOut")


@_attrs_define
class SuggestionOut:
    """Somebody who suits a brief.

    Attributes:
        creator (CreatorOut): A creator as others see them. The figures are those of the account `platform`/`handle`;
            `accounts` has all of them.
        score (float): 0 to 100. Of the shipped ranking it is the sum of `reasons`, and what it lacks of 100 is the sum
            of `against`.
        reasons (list[PointsOut]): What counts for the creator, the most points first.
        against (list[PointsOut]): What counts against, the most points first.
    """

    creator: CreatorOut
    score: float
    reasons: list[PointsOut]
    against: list[PointsOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        creator = self.creator.to_dict()

        score = self.score

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        against = []
        for against_item_data in self.against:
            against_item = against_item_data.to_dict()
            against.append(against_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "creator": creator,
                "score": score,
                "reasons": reasons,
                "against": against,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.creator_out import CreatorOut  # noqa: PLC0415
        from ..models.points_out import PointsOut  # noqa: PLC0415

        d = dict(src_dict)
        creator = CreatorOut.from_dict(d.pop("creator"))

        score = d.pop("score")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = PointsOut.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        against = []
        _against = d.pop("against")
        for against_item_data in _against:
            against_item = PointsOut.from_dict(against_item_data)

            against.append(against_item)

        suggestion_out = cls(
            creator=creator,
            score=score,
            reasons=reasons,
            against=against,
        )

        suggestion_out.additional_properties = d
        return suggestion_out

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
