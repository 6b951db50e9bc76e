from __future__ import annotations

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

from ..models.application_state import ApplicationState, check_application_state

if TYPE_CHECKING:
    from ..models.answer import Answer
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.campaign_neighbour import CampaignNeighbour
    from ..models.creator_neighbour import CreatorNeighbour
    from ..models.money import Money


T = TypeVar("T", bound="ApplicationOut")


@_attrs_define
class ApplicationOut:
    """An application, as both sides see it.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['application']):  Default: 'application'.
        version (int):
        state (ApplicationState | str):
        is_final (bool):
        actions (list[str]): What you may do now.
        campaign (CampaignNeighbour): The campaign.
        brand (BrandNeighbour): The brand.
        creator (CreatorNeighbour): The creator.
        brand_organization_id (str):
        creator_organization_id (str):
        pitch (str):
        price (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        answers (list[Answer]):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: ApplicationState | str
    is_final: bool
    actions: list[str]
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: str
    creator_organization_id: str
    pitch: str
    price: Money
    answers: list[Answer]
    object_: Literal["application"] = "application"
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

        is_final = self.is_final

        actions = self.actions

        campaign = self.campaign.to_dict()

        brand = self.brand.to_dict()

        creator = self.creator.to_dict()

        brand_organization_id = self.brand_organization_id

        creator_organization_id = self.creator_organization_id

        pitch = self.pitch

        price = self.price.to_dict()

        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

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
                "is_final": is_final,
                "actions": actions,
                "campaign": campaign,
                "brand": brand,
                "creator": creator,
                "brand_organization_id": brand_organization_id,
                "creator_organization_id": creator_organization_id,
                "pitch": pitch,
                "price": price,
                "answers": answers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer import Answer  # noqa: PLC0415
        from ..models.brand_neighbour import BrandNeighbour  # noqa: PLC0415
        from ..models.campaign_neighbour import CampaignNeighbour  # noqa: PLC0415
        from ..models.creator_neighbour import CreatorNeighbour  # noqa: PLC0415
        from ..models.money import Money  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["application"], d.pop("object"))
        if object_ != "application":
            raise ValueError(f"object must match const 'application', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> ApplicationState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_application_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ApplicationState | str, data)

        state = _parse_state(d.pop("state"))

        is_final = d.pop("is_final")

        actions = cast(list[str], d.pop("actions"))

        campaign = CampaignNeighbour.from_dict(d.pop("campaign"))

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        creator = CreatorNeighbour.from_dict(d.pop("creator"))

        brand_organization_id = d.pop("brand_organization_id")

        creator_organization_id = d.pop("creator_organization_id")

        pitch = d.pop("pitch")

        price = Money.from_dict(d.pop("price"))

        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = Answer.from_dict(answers_item_data)

            answers.append(answers_item)

        application_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            is_final=is_final,
            actions=actions,
            campaign=campaign,
            brand=brand,
            creator=creator,
            brand_organization_id=brand_organization_id,
            creator_organization_id=creator_organization_id,
            pitch=pitch,
            price=price,
            answers=answers,
        )

        application_out.additional_properties = d
        return application_out

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
