from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.suggestion_part import SuggestionPart, check_suggestion_part

T = TypeVar("T", bound="PointsOut")


@_attrs_define
class PointsOut:
    """One part of a score.

    Attributes:
        code (str | SuggestionPart): Of the shipped ranking, `audience`: the shares that are wished for, by country, age
            and gender, and of these the mean. `views`: median views, from 1,000 to 1,000,000. `engagement`: up to a rate of
            0.08. `topic`: up to 3 words of the summary in handle, name or bio. `authenticity`: the score. `price`: the
            lowest rates for what you ask over the budget, from 2 down to 0.5. `deliverables`: how many of several types
            have a rate. `results`: up to 5 completed orders in the category, times the share on time. `response`: from 168
            hours down to 12. Views, price and response count by their logarithm. What is not known earns nothing. Weights
            by objective, shared out among what the brief asks for: `awareness`: audience 28, views 24, topic 10,
            authenticity 10, engagement 8, price 8, deliverables 4, results 4, response 4; `engagement`: audience 24,
            engagement 26, topic 12, authenticity 12, views 8, price 6, deliverables 4, results 4, response 4; `traffic`:
            audience 26, views 16, engagement 16, topic 12, authenticity 8, price 8, deliverables 4, results 5, response 5;
            `sales`: audience 26, engagement 16, topic 14, authenticity 12, views 8, price 8, results 8, deliverables 4,
            response 4.
        points (float): What it adds, or below zero what it takes from a hundred.
        detail (str): What is so, in one sentence.
    """

    code: str | SuggestionPart
    points: float
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code: str
        if isinstance(self.code, str):
            code = self.code
        else:
            code = self.code

        points = self.points

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "points": points,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_code(data: object) -> str | SuggestionPart:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = check_suggestion_part(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | SuggestionPart, data)

        code = _parse_code(d.pop("code"))

        points = d.pop("points")

        detail = d.pop("detail")

        points_out = cls(
            code=code,
            points=points,
            detail=detail,
        )

        points_out.additional_properties = d
        return points_out

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
