from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.similarity_part import SimilarityPart, check_similarity_part

T = TypeVar("T", bound="LikenessReasonOut")


@_attrs_define
class LikenessReasonOut:
    """One part of likeness.

    Attributes:
        code (SimilarityPart | str): `categories`: the common ones over all of both. `audience`: the sum of the smaller
            shares by country, by age and by gender, of what the platforms tell, and of these the mean. `followers`, `price`
            and `engagement`: by the ratio of two numbers in logarithms, 1 where they are equal and 0 where one is 10, 4 or
            4 times the other; prices are the lowest rates by type of deliverable, and of these the mean.
        value (float | None): 0 to 1, 1 for alike. Null: the creator does not tell it, and it counts for nobody.
        weight (int): Percent of the whole.
        detail (str): What it says, in one sentence.
    """

    code: SimilarityPart | str
    value: float | None
    weight: int
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code: str
        if isinstance(self.code, str):
            code = self.code
        else:
            code = self.code

        value: float | None
        value = self.value

        weight = self.weight

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "value": value,
                "weight": weight,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_code(data: object) -> SimilarityPart | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = check_similarity_part(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(SimilarityPart | str, data)

        code = _parse_code(d.pop("code"))

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        weight = d.pop("weight")

        detail = d.pop("detail")

        likeness_reason_out = cls(
            code=code,
            value=value,
            weight=weight,
            detail=detail,
        )

        likeness_reason_out.additional_properties = d
        return likeness_reason_out

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
