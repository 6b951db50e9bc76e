from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.campaign_state import CampaignState, check_campaign_state
from ..models.objective import Objective, check_objective

if TYPE_CHECKING:
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.brief import Brief
    from ..models.dated_deliverable import DatedDeliverable
    from ..models.screening_question import ScreeningQuestion
    from ..models.terms_out import TermsOut


T = TypeVar("T", bound="OpportunityOut")


@_attrs_define
class OpportunityOut:
    """A campaign, as a creator sees it: its id is the campaign's.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['opportunity']):  Default: 'opportunity'.
        version (int): The campaign's: it may also count what you do not see.
        state (CampaignState | str):
        brand (BrandNeighbour): The brand.
        name (str):
        category (str):
        objective (Objective | str):
        time_zone (str):
        currency (str):
        starts_on (datetime.date): A day in the campaign's time zone.
        starts_at (str): RFC 3339, UTC.
        ends_on (datetime.date): A day in the campaign's time zone.
        ends_at (str): RFC 3339, UTC.
        markets (list[str]):
        deliverables (list[DatedDeliverable]):
        brief (Brief): What the content must say and must not say.
        terms (TermsOut): The terms of a collaboration. Every part has a default.
        screening_questions (list[ScreeningQuestion]):
        applications_open (bool):
        published_at (str): RFC 3339, UTC.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: CampaignState | str
    brand: BrandNeighbour
    name: str
    category: str
    objective: Objective | str
    time_zone: str
    currency: str
    starts_on: datetime.date
    starts_at: str
    ends_on: datetime.date
    ends_at: str
    markets: list[str]
    deliverables: list[DatedDeliverable]
    brief: Brief
    terms: TermsOut
    screening_questions: list[ScreeningQuestion]
    applications_open: bool
    published_at: str
    object_: Literal["opportunity"] = "opportunity"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        brand = self.brand.to_dict()

        name = self.name

        category = self.category

        objective: str
        if isinstance(self.objective, str):
            objective = self.objective
        else:
            objective = self.objective

        time_zone = self.time_zone

        currency = self.currency

        starts_on = self.starts_on.isoformat()

        starts_at = self.starts_at

        ends_on = self.ends_on.isoformat()

        ends_at = self.ends_at

        markets = self.markets

        deliverables = []
        for deliverables_item_data in self.deliverables:
            deliverables_item = deliverables_item_data.to_dict()
            deliverables.append(deliverables_item)

        brief = self.brief.to_dict()

        terms = self.terms.to_dict()

        screening_questions = []
        for screening_questions_item_data in self.screening_questions:
            screening_questions_item = screening_questions_item_data.to_dict()
            screening_questions.append(screening_questions_item)

        applications_open = self.applications_open

        published_at = self.published_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "version": version,
                "state": state,
                "brand": brand,
                "name": name,
                "category": category,
                "objective": objective,
                "time_zone": time_zone,
                "currency": currency,
                "starts_on": starts_on,
                "starts_at": starts_at,
                "ends_on": ends_on,
                "ends_at": ends_at,
                "markets": markets,
                "deliverables": deliverables,
                "brief": brief,
                "terms": terms,
                "screening_questions": screening_questions,
                "applications_open": applications_open,
                "published_at": published_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_neighbour import BrandNeighbour  # noqa: PLC0415
        from ..models.brief import Brief  # noqa: PLC0415
        from ..models.dated_deliverable import DatedDeliverable  # noqa: PLC0415
        from ..models.screening_question import ScreeningQuestion  # noqa: PLC0415
        from ..models.terms_out import TermsOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["opportunity"], d.pop("object"))
        if object_ != "opportunity":
            raise ValueError(f"object must match const 'opportunity', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> CampaignState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_campaign_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignState | str, data)

        state = _parse_state(d.pop("state"))

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        name = d.pop("name")

        category = d.pop("category")

        def _parse_objective(data: object) -> Objective | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                objective_type_0 = check_objective(data)

                return objective_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Objective | str, data)

        objective = _parse_objective(d.pop("objective"))

        time_zone = d.pop("time_zone")

        currency = d.pop("currency")

        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))

        starts_at = d.pop("starts_at")

        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))

        ends_at = d.pop("ends_at")

        markets = cast(list[str], d.pop("markets"))

        deliverables = []
        _deliverables = d.pop("deliverables")
        for deliverables_item_data in _deliverables:
            deliverables_item = DatedDeliverable.from_dict(deliverables_item_data)

            deliverables.append(deliverables_item)

        brief = Brief.from_dict(d.pop("brief"))

        terms = TermsOut.from_dict(d.pop("terms"))

        screening_questions = []
        _screening_questions = d.pop("screening_questions")
        for screening_questions_item_data in _screening_questions:
            screening_questions_item = ScreeningQuestion.from_dict(screening_questions_item_data)

            screening_questions.append(screening_questions_item)

        applications_open = d.pop("applications_open")

        published_at = d.pop("published_at")

        opportunity_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            brand=brand,
            name=name,
            category=category,
            objective=objective,
            time_zone=time_zone,
            currency=currency,
            starts_on=starts_on,
            starts_at=starts_at,
            ends_on=ends_on,
            ends_at=ends_at,
            markets=markets,
            deliverables=deliverables,
            brief=brief,
            terms=terms,
            screening_questions=screening_questions,
            applications_open=applications_open,
            published_at=published_at,
        )

        opportunity_out.additional_properties = d
        return opportunity_out

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
