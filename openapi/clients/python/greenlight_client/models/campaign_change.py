from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.objective import Objective, check_objective
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.campaign_change_budget import CampaignChangeBudget
    from ..models.campaign_change_metadata_type_0 import CampaignChangeMetadataType0
    from ..models.campaign_patch_brief import CampaignPatchBrief
    from ..models.campaign_patch_terms import CampaignPatchTerms
    from ..models.deliverable import Deliverable
    from ..models.screening_question import ScreeningQuestion
    from ..models.target import Target


T = TypeVar("T", bound="CampaignChange")


@_attrs_define
class CampaignChange:
    """A merge patch of a campaign: what is missing stays, null restores a default.

    Attributes:
        name (str | Unset):
        category (str | Unset): A word in lower_snake_case.
        objective (Objective | Unset): What a campaign is for.
        time_zone (None | str | Unset): IANA name.
        targets (list[Target] | None | Unset):
        budget (CampaignChangeBudget | Unset): Open offers and orders together never exceed it.
        starts_on (datetime.date | Unset): A day in the campaign's time zone.
        ends_on (datetime.date | Unset): A day in the campaign's time zone.
        markets (list[str] | None | Unset): Empty: everywhere.
        deliverables (list[Deliverable] | Unset):
        brief (CampaignPatchBrief | None | Unset):
        terms (CampaignPatchTerms | None | Unset):
        screening_questions (list[ScreeningQuestion] | None | Unset):
        applications_open (bool | None | Unset): Whether creators may apply without being invited.
        metadata (CampaignChangeMetadataType0 | None | Unset): Up to 50 pairs of your own, copied along into orders and
            ledger entries.
        external_reference (None | str | Unset): Your own id for it, unique in your organization.
    """

    name: str | Unset = UNSET
    category: str | Unset = UNSET
    objective: Objective | Unset = UNSET
    time_zone: None | str | Unset = UNSET
    targets: list[Target] | None | Unset = UNSET
    budget: CampaignChangeBudget | Unset = UNSET
    starts_on: datetime.date | Unset = UNSET
    ends_on: datetime.date | Unset = UNSET
    markets: list[str] | None | Unset = UNSET
    deliverables: list[Deliverable] | Unset = UNSET
    brief: CampaignPatchBrief | None | Unset = UNSET
    terms: CampaignPatchTerms | None | Unset = UNSET
    screening_questions: list[ScreeningQuestion] | None | Unset = UNSET
    applications_open: bool | None | Unset = UNSET
    metadata: CampaignChangeMetadataType0 | None | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.campaign_change_metadata_type_0 import CampaignChangeMetadataType0  # noqa: PLC0415
        from ..models.campaign_patch_brief import CampaignPatchBrief  # noqa: PLC0415
        from ..models.campaign_patch_terms import CampaignPatchTerms  # noqa: PLC0415

        name = self.name

        category = self.category

        objective: str | Unset = UNSET
        if not isinstance(self.objective, Unset):
            objective = self.objective

        time_zone: None | str | Unset
        if isinstance(self.time_zone, Unset):
            time_zone = UNSET
        else:
            time_zone = self.time_zone

        targets: list[dict[str, Any]] | None | Unset
        if isinstance(self.targets, Unset):
            targets = UNSET
        elif isinstance(self.targets, list):
            targets = []
            for targets_type_0_item_data in self.targets:
                targets_type_0_item = targets_type_0_item_data.to_dict()
                targets.append(targets_type_0_item)

        else:
            targets = self.targets

        budget: dict[str, Any] | Unset = UNSET
        if not isinstance(self.budget, Unset):
            budget = self.budget.to_dict()

        starts_on: str | Unset = UNSET
        if not isinstance(self.starts_on, Unset):
            starts_on = self.starts_on.isoformat()

        ends_on: str | Unset = UNSET
        if not isinstance(self.ends_on, Unset):
            ends_on = self.ends_on.isoformat()

        markets: list[str] | None | Unset
        if isinstance(self.markets, Unset):
            markets = UNSET
        elif isinstance(self.markets, list):
            markets = self.markets

        else:
            markets = self.markets

        deliverables: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.deliverables, Unset):
            deliverables = []
            for deliverables_item_data in self.deliverables:
                deliverables_item = deliverables_item_data.to_dict()
                deliverables.append(deliverables_item)

        brief: dict[str, Any] | None | Unset
        if isinstance(self.brief, Unset):
            brief = UNSET
        elif isinstance(self.brief, CampaignPatchBrief):
            brief = self.brief.to_dict()
        else:
            brief = self.brief

        terms: dict[str, Any] | None | Unset
        if isinstance(self.terms, Unset):
            terms = UNSET
        elif isinstance(self.terms, CampaignPatchTerms):
            terms = self.terms.to_dict()
        else:
            terms = self.terms

        screening_questions: list[dict[str, Any]] | None | Unset
        if isinstance(self.screening_questions, Unset):
            screening_questions = UNSET
        elif isinstance(self.screening_questions, list):
            screening_questions = []
            for screening_questions_type_0_item_data in self.screening_questions:
                screening_questions_type_0_item = screening_questions_type_0_item_data.to_dict()
                screening_questions.append(screening_questions_type_0_item)

        else:
            screening_questions = self.screening_questions

        applications_open: bool | None | Unset
        if isinstance(self.applications_open, Unset):
            applications_open = UNSET
        else:
            applications_open = self.applications_open

        metadata: dict[str, Any] | None | Unset
        if isinstance(self.metadata, Unset):
            metadata = UNSET
        elif isinstance(self.metadata, CampaignChangeMetadataType0):
            metadata = self.metadata.to_dict()
        else:
            metadata = self.metadata

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if category is not UNSET:
            field_dict["category"] = category
        if objective is not UNSET:
            field_dict["objective"] = objective
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if targets is not UNSET:
            field_dict["targets"] = targets
        if budget is not UNSET:
            field_dict["budget"] = budget
        if starts_on is not UNSET:
            field_dict["starts_on"] = starts_on
        if ends_on is not UNSET:
            field_dict["ends_on"] = ends_on
        if markets is not UNSET:
            field_dict["markets"] = markets
        if deliverables is not UNSET:
            field_dict["deliverables"] = deliverables
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
        from ..models.campaign_change_budget import CampaignChangeBudget  # noqa: PLC0415
        from ..models.campaign_change_metadata_type_0 import CampaignChangeMetadataType0  # noqa: PLC0415
        from ..models.campaign_patch_brief import CampaignPatchBrief  # noqa: PLC0415
        from ..models.campaign_patch_terms import CampaignPatchTerms  # noqa: PLC0415
        from ..models.deliverable import Deliverable  # noqa: PLC0415
        from ..models.screening_question import ScreeningQuestion  # noqa: PLC0415
        from ..models.target import Target  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        category = d.pop("category", UNSET)

        _objective = d.pop("objective", UNSET)
        objective: Objective | Unset
        if isinstance(_objective, Unset):
            objective = UNSET
        else:
            objective = check_objective(_objective)

        def _parse_time_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        time_zone = _parse_time_zone(d.pop("time_zone", UNSET))

        def _parse_targets(data: object) -> list[Target] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                targets_type_0 = []
                _targets_type_0 = data
                for targets_type_0_item_data in _targets_type_0:
                    targets_type_0_item = Target.from_dict(targets_type_0_item_data)

                    targets_type_0.append(targets_type_0_item)

                return targets_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Target] | None | Unset, data)

        targets = _parse_targets(d.pop("targets", UNSET))

        _budget = d.pop("budget", UNSET)
        budget: CampaignChangeBudget | Unset
        if isinstance(_budget, Unset):
            budget = UNSET
        else:
            budget = CampaignChangeBudget.from_dict(_budget)

        _starts_on = d.pop("starts_on", UNSET)
        starts_on: datetime.date | Unset
        if isinstance(_starts_on, Unset):
            starts_on = UNSET
        else:
            starts_on = datetime.date.fromisoformat(_starts_on)

        _ends_on = d.pop("ends_on", UNSET)
        ends_on: datetime.date | Unset
        if isinstance(_ends_on, Unset):
            ends_on = UNSET
        else:
            ends_on = datetime.date.fromisoformat(_ends_on)

        def _parse_markets(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                markets_type_0 = cast(list[str], data)

                return markets_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        markets = _parse_markets(d.pop("markets", UNSET))

        _deliverables = d.pop("deliverables", UNSET)
        deliverables: list[Deliverable] | Unset = UNSET
        if _deliverables is not UNSET:
            deliverables = []
            for deliverables_item_data in _deliverables:
                deliverables_item = Deliverable.from_dict(deliverables_item_data)

                deliverables.append(deliverables_item)

        def _parse_brief(data: object) -> CampaignPatchBrief | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                brief_type_0 = CampaignPatchBrief.from_dict(data)

                return brief_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignPatchBrief | None | Unset, data)

        brief = _parse_brief(d.pop("brief", UNSET))

        def _parse_terms(data: object) -> CampaignPatchTerms | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                terms_type_0 = CampaignPatchTerms.from_dict(data)

                return terms_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignPatchTerms | None | Unset, data)

        terms = _parse_terms(d.pop("terms", UNSET))

        def _parse_screening_questions(data: object) -> list[ScreeningQuestion] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                screening_questions_type_0 = []
                _screening_questions_type_0 = data
                for screening_questions_type_0_item_data in _screening_questions_type_0:
                    screening_questions_type_0_item = ScreeningQuestion.from_dict(screening_questions_type_0_item_data)

                    screening_questions_type_0.append(screening_questions_type_0_item)

                return screening_questions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ScreeningQuestion] | None | Unset, data)

        screening_questions = _parse_screening_questions(d.pop("screening_questions", UNSET))

        def _parse_applications_open(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        applications_open = _parse_applications_open(d.pop("applications_open", UNSET))

        def _parse_metadata(data: object) -> CampaignChangeMetadataType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                metadata_type_0 = CampaignChangeMetadataType0.from_dict(data)

                return metadata_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignChangeMetadataType0 | None | Unset, data)

        metadata = _parse_metadata(d.pop("metadata", UNSET))

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        campaign_change = cls(
            name=name,
            category=category,
            objective=objective,
            time_zone=time_zone,
            targets=targets,
            budget=budget,
            starts_on=starts_on,
            ends_on=ends_on,
            markets=markets,
            deliverables=deliverables,
            brief=brief,
            terms=terms,
            screening_questions=screening_questions,
            applications_open=applications_open,
            metadata=metadata,
            external_reference=external_reference,
        )

        return campaign_change
