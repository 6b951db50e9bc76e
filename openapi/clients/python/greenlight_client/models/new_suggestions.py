from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.objective import Objective, check_objective
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audience_wished import AudienceWished
    from ..models.new_suggestions_budget_per_creator_type_0 import (
        NewSuggestionsBudgetPerCreatorType0,
    )


T = TypeVar("T", bound="NewSuggestions")


@_attrs_define
class NewSuggestions:
    """A brief. It demands category, languages, follower counts and a rate within the budget, and wishes for the rest.

    Attributes:
        category (str): What the campaign is about, which creators must be about too. Who does not work for it, or is
            bound to one brand in it now, is left out.
        summary (str | Unset): The campaign in your words: profiles that have words of it earn points. Default: ''.
        objective (Objective | Unset): What a campaign is for.
        audience (AudienceWished | Unset): Whom a campaign is for. What is left out does not matter.
        languages (list[str] | Unset): Creators must speak one of these.
        deliverable_types (list[str] | Unset): Creators must have a rate for one of these; those who have all earn
            points.
        budget_per_creator (NewSuggestionsBudgetPerCreatorType0 | None | Unset): For one deliverable of each type.
            Creators must have one rate within it, at the day's exchange rate; as in a search, rates in
            `currencies_not_compared` do not count, and who does not work for so little is left out, in coarse steps.
        follower_count_min (int | None | Unset):
        follower_count_max (int | None | Unset):
        limit (int | Unset): How many at most. Default: 20.
    """

    category: str
    summary: str | Unset = ""
    objective: Objective | Unset = UNSET
    audience: AudienceWished | Unset = UNSET
    languages: list[str] | Unset = UNSET
    deliverable_types: list[str] | Unset = UNSET
    budget_per_creator: NewSuggestionsBudgetPerCreatorType0 | None | Unset = UNSET
    follower_count_min: int | None | Unset = UNSET
    follower_count_max: int | None | Unset = UNSET
    limit: int | Unset = 20

    def to_dict(self) -> dict[str, Any]:
        from ..models.new_suggestions_budget_per_creator_type_0 import (
            NewSuggestionsBudgetPerCreatorType0,  # noqa: PLC0415
        )

        category = self.category

        summary = self.summary

        objective: str | Unset = UNSET
        if not isinstance(self.objective, Unset):
            objective = self.objective

        audience: dict[str, Any] | Unset = UNSET
        if not isinstance(self.audience, Unset):
            audience = self.audience.to_dict()

        languages: list[str] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = self.languages

        deliverable_types: list[str] | Unset = UNSET
        if not isinstance(self.deliverable_types, Unset):
            deliverable_types = self.deliverable_types

        budget_per_creator: dict[str, Any] | None | Unset
        if isinstance(self.budget_per_creator, Unset):
            budget_per_creator = UNSET
        elif isinstance(self.budget_per_creator, NewSuggestionsBudgetPerCreatorType0):
            budget_per_creator = self.budget_per_creator.to_dict()
        else:
            budget_per_creator = self.budget_per_creator

        follower_count_min: int | None | Unset
        if isinstance(self.follower_count_min, Unset):
            follower_count_min = UNSET
        else:
            follower_count_min = self.follower_count_min

        follower_count_max: int | None | Unset
        if isinstance(self.follower_count_max, Unset):
            follower_count_max = UNSET
        else:
            follower_count_max = self.follower_count_max

        limit = self.limit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "category": category,
            }
        )
        if summary is not UNSET:
            field_dict["summary"] = summary
        if objective is not UNSET:
            field_dict["objective"] = objective
        if audience is not UNSET:
            field_dict["audience"] = audience
        if languages is not UNSET:
            field_dict["languages"] = languages
        if deliverable_types is not UNSET:
            field_dict["deliverable_types"] = deliverable_types
        if budget_per_creator is not UNSET:
            field_dict["budget_per_creator"] = budget_per_creator
        if follower_count_min is not UNSET:
            field_dict["follower_count_min"] = follower_count_min
        if follower_count_max is not UNSET:
            field_dict["follower_count_max"] = follower_count_max
        if limit is not UNSET:
            field_dict["limit"] = limit

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audience_wished import AudienceWished  # noqa: PLC0415
        from ..models.new_suggestions_budget_per_creator_type_0 import (
            NewSuggestionsBudgetPerCreatorType0,  # noqa: PLC0415
        )

        d = dict(src_dict)
        category = d.pop("category")

        summary = d.pop("summary", UNSET)

        _objective = d.pop("objective", UNSET)
        objective: Objective | Unset
        if isinstance(_objective, Unset):
            objective = UNSET
        else:
            objective = check_objective(_objective)

        _audience = d.pop("audience", UNSET)
        audience: AudienceWished | Unset
        if isinstance(_audience, Unset):
            audience = UNSET
        else:
            audience = AudienceWished.from_dict(_audience)

        languages = cast(list[str], d.pop("languages", UNSET))

        deliverable_types = cast(list[str], d.pop("deliverable_types", UNSET))

        def _parse_budget_per_creator(data: object) -> NewSuggestionsBudgetPerCreatorType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                budget_per_creator_type_0 = NewSuggestionsBudgetPerCreatorType0.from_dict(data)

                return budget_per_creator_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(NewSuggestionsBudgetPerCreatorType0 | None | Unset, data)

        budget_per_creator = _parse_budget_per_creator(d.pop("budget_per_creator", UNSET))

        def _parse_follower_count_min(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        follower_count_min = _parse_follower_count_min(d.pop("follower_count_min", UNSET))

        def _parse_follower_count_max(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        follower_count_max = _parse_follower_count_max(d.pop("follower_count_max", UNSET))

        limit = d.pop("limit", UNSET)

        new_suggestions = cls(
            category=category,
            summary=summary,
            objective=objective,
            audience=audience,
            languages=languages,
            deliverable_types=deliverable_types,
            budget_per_creator=budget_per_creator,
            follower_count_min=follower_count_min,
            follower_count_max=follower_count_max,
            limit=limit,
        )

        return new_suggestions
