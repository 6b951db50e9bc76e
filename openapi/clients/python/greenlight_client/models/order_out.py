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

from ..models.order_state import OrderState, check_order_state

if TYPE_CHECKING:
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.campaign_neighbour import CampaignNeighbour
    from ..models.contract_of_order import ContractOfOrder
    from ..models.creator_neighbour import CreatorNeighbour
    from ..models.deliverable_out import DeliverableOut
    from ..models.hold_of_order import HoldOfOrder
    from ..models.money import Money
    from ..models.order_amounts import OrderAmounts
    from ..models.order_out_metadata import OrderOutMetadata


T = TypeVar("T", bound="OrderOut")


@_attrs_define
class OrderOut:
    """An order, as both sides see it.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['order']):  Default: 'order'.
        version (int):
        state (OrderState | str):
        is_final (bool):
        actions (list[str]): What you may do now.
        campaign (CampaignNeighbour): The campaign.
        brand (BrandNeighbour): The brand.
        creator (CreatorNeighbour): The creator.
        brand_organization_id (str):
        creator_organization_id (str):
        offer_id (str):
        price (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        platform_fee_basis_points (int):
        amounts (OrderAmounts): How the price divides, and where the brand's money is.
        deliverables (list[DeliverableOut]):
        contract (ContractOfOrder): What both sides agreed, in short.
        hold (HoldOfOrder | None):
        retention_ends_at (None | str): When the last post has stood long enough, or would have, posted on its last day:
            the order completes.
        metadata (OrderOutMetadata): The brand's own: empty for the creator.
        external_reference (None | str): The brand's own: null for the creator.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: OrderState | str
    is_final: bool
    actions: list[str]
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: str
    creator_organization_id: str
    offer_id: str
    price: Money
    platform_fee_basis_points: int
    amounts: OrderAmounts
    deliverables: list[DeliverableOut]
    contract: ContractOfOrder
    hold: HoldOfOrder | None
    retention_ends_at: None | str
    metadata: OrderOutMetadata
    external_reference: None | str
    object_: Literal["order"] = "order"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.hold_of_order import HoldOfOrder  # noqa: PLC0415

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

        offer_id = self.offer_id

        price = self.price.to_dict()

        platform_fee_basis_points = self.platform_fee_basis_points

        amounts = self.amounts.to_dict()

        deliverables = []
        for deliverables_item_data in self.deliverables:
            deliverables_item = deliverables_item_data.to_dict()
            deliverables.append(deliverables_item)

        contract = self.contract.to_dict()

        hold: dict[str, Any] | None
        if isinstance(self.hold, HoldOfOrder):
            hold = self.hold.to_dict()
        else:
            hold = self.hold

        retention_ends_at: None | str
        retention_ends_at = self.retention_ends_at

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
                "campaign": campaign,
                "brand": brand,
                "creator": creator,
                "brand_organization_id": brand_organization_id,
                "creator_organization_id": creator_organization_id,
                "offer_id": offer_id,
                "price": price,
                "platform_fee_basis_points": platform_fee_basis_points,
                "amounts": amounts,
                "deliverables": deliverables,
                "contract": contract,
                "hold": hold,
                "retention_ends_at": retention_ends_at,
                "metadata": metadata,
                "external_reference": external_reference,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_neighbour import BrandNeighbour  # noqa: PLC0415
        from ..models.campaign_neighbour import CampaignNeighbour  # noqa: PLC0415
        from ..models.contract_of_order import ContractOfOrder  # noqa: PLC0415
        from ..models.creator_neighbour import CreatorNeighbour  # noqa: PLC0415
        from ..models.deliverable_out import DeliverableOut  # noqa: PLC0415
        from ..models.hold_of_order import HoldOfOrder  # noqa: PLC0415
        from ..models.money import Money  # noqa: PLC0415
        from ..models.order_amounts import OrderAmounts  # noqa: PLC0415
        from ..models.order_out_metadata import OrderOutMetadata  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["order"], d.pop("object"))
        if object_ != "order":
            raise ValueError(f"object must match const 'order', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> OrderState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_order_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(OrderState | str, data)

        state = _parse_state(d.pop("state"))

        is_final = d.pop("is_final")

        actions = cast(list[str], d.pop("actions"))

        campaign = CampaignNeighbour.from_dict(d.pop("campaign"))

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        creator = CreatorNeighbour.from_dict(d.pop("creator"))

        brand_organization_id = d.pop("brand_organization_id")

        creator_organization_id = d.pop("creator_organization_id")

        offer_id = d.pop("offer_id")

        price = Money.from_dict(d.pop("price"))

        platform_fee_basis_points = d.pop("platform_fee_basis_points")

        amounts = OrderAmounts.from_dict(d.pop("amounts"))

        deliverables = []
        _deliverables = d.pop("deliverables")
        for deliverables_item_data in _deliverables:
            deliverables_item = DeliverableOut.from_dict(deliverables_item_data)

            deliverables.append(deliverables_item)

        contract = ContractOfOrder.from_dict(d.pop("contract"))

        def _parse_hold(data: object) -> HoldOfOrder | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                hold_type_0 = HoldOfOrder.from_dict(data)

                return hold_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HoldOfOrder | None, data)

        hold = _parse_hold(d.pop("hold"))

        def _parse_retention_ends_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        retention_ends_at = _parse_retention_ends_at(d.pop("retention_ends_at"))

        metadata = OrderOutMetadata.from_dict(d.pop("metadata"))

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        order_out = cls(
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
            offer_id=offer_id,
            price=price,
            platform_fee_basis_points=platform_fee_basis_points,
            amounts=amounts,
            deliverables=deliverables,
            contract=contract,
            hold=hold,
            retention_ends_at=retention_ends_at,
            metadata=metadata,
            external_reference=external_reference,
        )

        order_out.additional_properties = d
        return order_out

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
