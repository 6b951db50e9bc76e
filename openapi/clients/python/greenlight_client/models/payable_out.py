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

from ..models.payable_state import PayableState, check_payable_state

if TYPE_CHECKING:
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.campaign_neighbour import CampaignNeighbour
    from ..models.creator_neighbour import CreatorNeighbour
    from ..models.money import Money
    from ..models.reason import Reason


T = TypeVar("T", bound="PayableOut")


@_attrs_define
class PayableOut:
    """What a creator earned with one deliverable, until it is paid.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['payable']):  Default: 'payable'.
        version (int):
        state (PayableState | str):
        amount (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        withheld (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        remaining (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        in_payout (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        paid (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        reasons (list[Reason]): Why it waits; when the last one is resolved it becomes ready by itself.
        ready_at (None | str):
        order_id (str):
        deliverable_id (str):
        hold_id (str):
        brand (BrandNeighbour): The brand.
        creator (CreatorNeighbour): The creator.
        campaign (CampaignNeighbour): The campaign.
        actions (list[str]):
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: PayableState | str
    amount: Money
    withheld: Money
    remaining: Money
    in_payout: Money
    paid: Money
    reasons: list[Reason]
    ready_at: None | str
    order_id: str
    deliverable_id: str
    hold_id: str
    brand: BrandNeighbour
    creator: CreatorNeighbour
    campaign: CampaignNeighbour
    actions: list[str]
    is_final: bool
    object_: Literal["payable"] = "payable"
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

        amount = self.amount.to_dict()

        withheld = self.withheld.to_dict()

        remaining = self.remaining.to_dict()

        in_payout = self.in_payout.to_dict()

        paid = self.paid.to_dict()

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        ready_at: None | str
        ready_at = self.ready_at

        order_id = self.order_id

        deliverable_id = self.deliverable_id

        hold_id = self.hold_id

        brand = self.brand.to_dict()

        creator = self.creator.to_dict()

        campaign = self.campaign.to_dict()

        actions = self.actions

        is_final = self.is_final

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
                "amount": amount,
                "withheld": withheld,
                "remaining": remaining,
                "in_payout": in_payout,
                "paid": paid,
                "reasons": reasons,
                "ready_at": ready_at,
                "order_id": order_id,
                "deliverable_id": deliverable_id,
                "hold_id": hold_id,
                "brand": brand,
                "creator": creator,
                "campaign": campaign,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_neighbour import BrandNeighbour  # noqa: PLC0415
        from ..models.campaign_neighbour import CampaignNeighbour  # noqa: PLC0415
        from ..models.creator_neighbour import CreatorNeighbour  # noqa: PLC0415
        from ..models.money import Money  # noqa: PLC0415
        from ..models.reason import Reason  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["payable"], d.pop("object"))
        if object_ != "payable":
            raise ValueError(f"object must match const 'payable', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> PayableState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_payable_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(PayableState | str, data)

        state = _parse_state(d.pop("state"))

        amount = Money.from_dict(d.pop("amount"))

        withheld = Money.from_dict(d.pop("withheld"))

        remaining = Money.from_dict(d.pop("remaining"))

        in_payout = Money.from_dict(d.pop("in_payout"))

        paid = Money.from_dict(d.pop("paid"))

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = Reason.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        def _parse_ready_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ready_at = _parse_ready_at(d.pop("ready_at"))

        order_id = d.pop("order_id")

        deliverable_id = d.pop("deliverable_id")

        hold_id = d.pop("hold_id")

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        creator = CreatorNeighbour.from_dict(d.pop("creator"))

        campaign = CampaignNeighbour.from_dict(d.pop("campaign"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        payable_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            amount=amount,
            withheld=withheld,
            remaining=remaining,
            in_payout=in_payout,
            paid=paid,
            reasons=reasons,
            ready_at=ready_at,
            order_id=order_id,
            deliverable_id=deliverable_id,
            hold_id=hold_id,
            brand=brand,
            creator=creator,
            campaign=campaign,
            actions=actions,
            is_final=is_final,
        )

        payable_out.additional_properties = d
        return payable_out

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
