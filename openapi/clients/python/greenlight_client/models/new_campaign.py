from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.objective import Objective, check_objective
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.brief import Brief
    from ..models.deliverable import Deliverable
    from ..models.new_campaign_budget import NewCampaignBudget
    from ..models.new_campaign_metadata import NewCampaignMetadata
    from ..models.screening_question import ScreeningQuestion
    from ..models.target import Target
    from ..models.terms import Terms


T = TypeVar("T", bound="NewCampaign")


@_attrs_define
class NewCampaign:
    """A campaign.

    Attributes:
        name (str):
        category (str): A word in lower_snake_case.
        objective (Objective): What a campaign is for.
        budget (NewCampaignBudget): Open offers and orders together never exceed it.
        starts_on (datetime.date): A day in the campaign's time zone.
        ends_on (datetime.date): A day in the campaign's time zone.
        deliverables (list[Deliverable]):
        time_zone (str | Unset): IANA name. Default: 'UTC'.
        targets (list[Target] | Unset):
        markets (list[str] | Unset): Empty: everywhere.
        brief (Brief | Unset): What the content must say and must not say.
        terms (Terms | Unset): The terms of a collaboration. Every part has a default.
        screening_questions (list[ScreeningQuestion] | Unset):
        applications_open (bool | Unset): Whether creators may apply without being invited. Default: False.
        metadata (NewCampaignMetadata | Unset): Up to 50 pairs of your own, copied along into orders and ledger entries.
        external_reference (None | str | Unset): Your own id for it, unique in your organization.
    """

    name: str
    category: str
    objective: Objective
    budget: NewCampaignBudget
    starts_on: datetime.date
    ends_on: datetime.date
    deliverables: list[Deliverable]
    time_zone: str | Unset = "UTC"
    targets: list[Target] | Unset = UNSET
    markets: list[str] | Unset = UNSET
    brief: Brief | Unset = UNSET
    terms: Terms | Unset = UNSET
    screening_questions: list[ScreeningQuestion] | Unset = UNSET
    applications_open: bool | Unset = False
    metadata: NewCampaignMetadata | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        category = self.category

        objective: str = self.objective

        budget = self.budget.to_dict()

        starts_on = self.starts_on.isoformat()

        ends_on = self.ends_on.isoformat()

        deliverables = []
        for deliverables_item_data in self.deliverables:
            deliverables_item = deliverables_item_data.to_dict()
            deliverables.append(deliverables_item)

        time_zone = self.time_zone

        targets: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.targets, Unset):
            targets = []
            for targets_item_data in self.targets:
                targets_item = targets_item_data.to_dict()
                targets.append(targets_item)

        markets: list[str] | Unset = UNSET
        if not isinstance(self.markets, Unset):
            markets = self.markets

        brief: dict[str, Any] | Unset = UNSET
        if not isinstance(self.brief, Unset):
            brief = self.brief.to_dict()

        terms: dict[str, Any] | Unset = UNSET
        if not isinstance(self.terms, Unset):
            terms = self.terms.to_dict()

        screening_questions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.screening_questions, Unset):
            screening_questions = []
            for screening_questions_item_data in self.screening_questions:
                screening_questions_item = screening_questions_item_data.to_dict()
                screening_questions.append(screening_questions_item)

        applications_open = self.applications_open

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "category": category,
                "objective": objective,
                "budget": budget,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "deliverables": deliverables,
            }
        )
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if targets is not UNSET:
            field_dict["targets"] = targets
        if markets is not UNSET:
            field_dict["markets"] = markets
        if brief is not UNSET:
            field_dict["brief"] = brief
        if terms is not UNSET:
            field_dict["terms"] = terms
        if screening_questions is not UNSET:
            field_dict["screening_questions"] = screening_questions
        if applications_open is not UNSET:
            field_dict["applications_open"] = applications_open
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if external_reference is not UNSET:
            field_dict["external_reference"] = external_reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brief import Brief  # noqa: PLC0415
        from ..models.deliverable import Deliverable  # noqa: PLC0415
        from ..models.new_campaign_budget import NewCampaignBudget  # noqa: PLC0415
        from ..models.new_campaign_metadata import NewCampaignMetadata  # noqa: PLC0415
        from ..models.screening_question import ScreeningQuestion  # noqa: PLC0415
        from ..models.target import Target  # noqa: PLC0415
        from ..models.terms import Terms  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        category = d.pop("category")

        objective = check_objective(d.pop("objective"))

        budget = NewCampaignBudget.from_dict(d.pop("budget"))

        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))

        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))

        deliverables = []
        _deliverables = d.pop("deliverables")
        for deliverables_item_data in _deliverables:
            deliverables_item = Deliverable.from_dict(deliverables_item_data)

            deliverables.append(deliverables_item)

        time_zone = d.pop("time_zone", UNSET)

        _targets = d.pop("targets", UNSET)
        targets: list[Target] | Unset = UNSET
        if _targets is not UNSET:
            targets = []
            for targets_item_data in _targets:
                targets_item = Target.from_dict(targets_item_data)

                targets.append(targets_item)

        markets = cast(list[str], d.pop("markets", UNSET))

        _brief = d.pop("brief", UNSET)
        brief: Brief | Unset
        if isinstance(_brief, Unset):
            brief = UNSET
        else:
            brief = Brief.from_dict(_brief)

        _terms = d.pop("terms", UNSET)
        terms: Terms | Unset
        if isinstance(_terms, Unset):
            terms = UNSET
        else:
            terms = Terms.from_dict(_terms)

        _screening_questions = d.pop("screening_questions", UNSET)
        screening_questions: list[ScreeningQuestion] | Unset = UNSET
        if _screening_questions is not UNSET:
            screening_questions = []
            for screening_questions_item_data in _screening_questions:
                screening_questions_item = ScreeningQuestion.from_dict(screening_questions_item_data)

                screening_questions.append(screening_questions_item)

        applications_open = d.pop("applications_open", UNSET)

        _metadata = d.pop("metadata", UNSET)
        metadata: NewCampaignMetadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = NewCampaignMetadata.from_dict(_metadata)

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        new_campaign = cls(
            name=name,
            category=category,
            objective=objective,
            budget=budget,
            starts_on=starts_on,
            ends_on=ends_on,
            deliverables=deliverables,
            time_zone=time_zone,
            targets=targets,
            markets=markets,
            brief=brief,
            terms=terms,
            screening_questions=screening_questions,
            applications_open=applications_open,
            metadata=metadata,
            external_reference=external_reference,
        )

        return new_campaign
