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

from ..models.offer_state import OfferState, check_offer_state
from ..models.side import Side, check_side

if TYPE_CHECKING:
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.brief import Brief
    from ..models.campaign_neighbour import CampaignNeighbour
    from ..models.creator_neighbour import CreatorNeighbour
    from ..models.deliverable_line import DeliverableLine
    from ..models.money import Money
    from ..models.offer_amounts import OfferAmounts
    from ..models.offer_out_metadata import OfferOutMetadata
    from ..models.terms_out import TermsOut
    from ..models.terms_version import TermsVersion


T = TypeVar("T", bound="OfferOut")


@_attrs_define
class OfferOut:
    """An offer, as both sides see it.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['offer']):  Default: 'offer'.
        version (int):
        state (OfferState | str):
        is_final (bool):
        actions (list[str]): What you may do now.
        turn (None | Side | str): Whose move it is; null when the offer has ended.
        terms_version (int):
        campaign (CampaignNeighbour): The campaign.
        brand (BrandNeighbour): The brand.
        creator (CreatorNeighbour): The creator.
        brand_organization_id (str):
        creator_organization_id (str):
        price (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        amounts (OfferAmounts): How the price divides.
        message (str):
        deliverables (list[DeliverableLine]):
        brief (Brief): What the content must say and must not say.
        terms (TermsOut): The terms of a collaboration. Every part has a default.
        history (list[TermsVersion]): Every version of the terms, oldest first.
        expires_at (str): RFC 3339, UTC.
        order_id (None | str):
        metadata (OfferOutMetadata): The brand's own: empty for the creator.
        external_reference (None | str): The brand's own: null for the creator.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: OfferState | str
    is_final: bool
    actions: list[str]
    turn: None | Side | str
    terms_version: int
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: str
    creator_organization_id: str
    price: Money
    amounts: OfferAmounts
    message: str
    deliverables: list[DeliverableLine]
    brief: Brief
    terms: TermsOut
    history: list[TermsVersion]
    expires_at: str
    order_id: None | str
    metadata: OfferOutMetadata
    external_reference: None | str
    object_: Literal["offer"] = "offer"
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

        turn: None | str
        if isinstance(self.turn, str):
            turn = self.turn
        else:
            turn = self.turn

        terms_version = self.terms_version

        campaign = self.campaign.to_dict()

        brand = self.brand.to_dict()

        creator = self.creator.to_dict()

        brand_organization_id = self.brand_organization_id

        creator_organization_id = self.creator_organization_id

        price = self.price.to_dict()

        amounts = self.amounts.to_dict()

        message = self.message

        deliverables = []
        for deliverables_item_data in self.deliverables:
            deliverables_item = deliverables_item_data.to_dict()
            deliverables.append(deliverables_item)

        brief = self.brief.to_dict()

        terms = self.terms.to_dict()

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        expires_at = self.expires_at

        order_id: None | str
        order_id = self.order_id

        metadata = self.metadata.to_dict()

        external_reference: None | str
        external_reference = self.external_reference

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
                "turn": turn,
                "terms_version": terms_version,
                "campaign": campaign,
                "brand": brand,
                "creator": creator,
                "brand_organization_id": brand_organization_id,
                "creator_organization_id": creator_organization_id,
                "price": price,
                "amounts": amounts,
                "message": message,
                "deliverables": deliverables,
                "brief": brief,
                "terms": terms,
                "history": history,
                "expires_at": expires_at,
                "order_id": order_id,
                "metadata": metadata,
                "external_reference": external_reference,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_neighbour import BrandNeighbour  # noqa: PLC0415
        from ..models.brief import Brief  # noqa: PLC0415
        from ..models.campaign_neighbour import CampaignNeighbour  # noqa: PLC0415
        from ..models.creator_neighbour import CreatorNeighbour  # noqa: PLC0415
        from ..models.deliverable_line import DeliverableLine  # noqa: PLC0415
        from ..models.money import Money  # noqa: PLC0415
        from ..models.offer_amounts import OfferAmounts  # noqa: PLC0415
        from ..models.offer_out_metadata import OfferOutMetadata  # noqa: PLC0415
        from ..models.terms_out import TermsOut  # noqa: PLC0415
        from ..models.terms_version import TermsVersion  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["offer"], d.pop("object"))
        if object_ != "offer":
            raise ValueError(f"object must match const 'offer', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> OfferState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_offer_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(OfferState | str, data)

        state = _parse_state(d.pop("state"))

        is_final = d.pop("is_final")

        actions = cast(list[str], d.pop("actions"))

        def _parse_turn(data: object) -> None | Side | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                turn_type_0_type_0 = check_side(data)

                return turn_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Side | str, data)

        turn = _parse_turn(d.pop("turn"))

        terms_version = d.pop("terms_version")

        campaign = CampaignNeighbour.from_dict(d.pop("campaign"))

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        creator = CreatorNeighbour.from_dict(d.pop("creator"))

        brand_organization_id = d.pop("brand_organization_id")

        creator_organization_id = d.pop("creator_organization_id")

        price = Money.from_dict(d.pop("price"))

        amounts = OfferAmounts.from_dict(d.pop("amounts"))

        message = d.pop("message")

        deliverables = []
        _deliverables = d.pop("deliverables")
        for deliverables_item_data in _deliverables:
            deliverables_item = DeliverableLine.from_dict(deliverables_item_data)

            deliverables.append(deliverables_item)

        brief = Brief.from_dict(d.pop("brief"))

        terms = TermsOut.from_dict(d.pop("terms"))

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = TermsVersion.from_dict(history_item_data)

            history.append(history_item)

        expires_at = d.pop("expires_at")

        def _parse_order_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        order_id = _parse_order_id(d.pop("order_id"))

        metadata = OfferOutMetadata.from_dict(d.pop("metadata"))

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        offer_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            is_final=is_final,
            actions=actions,
            turn=turn,
            terms_version=terms_version,
            campaign=campaign,
            brand=brand,
            creator=creator,
            brand_organization_id=brand_organization_id,
            creator_organization_id=creator_organization_id,
            price=price,
            amounts=amounts,
            message=message,
            deliverables=deliverables,
            brief=brief,
            terms=terms,
            history=history,
            expires_at=expires_at,
            order_id=order_id,
            metadata=metadata,
            external_reference=external_reference,
        )

        offer_out.additional_properties = d
        return offer_out

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
