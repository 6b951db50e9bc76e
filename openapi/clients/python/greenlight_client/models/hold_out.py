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

from ..models.hold_state import HoldState, check_hold_state

if TYPE_CHECKING:
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.campaign_neighbour import CampaignNeighbour
    from ..models.creator_neighbour import CreatorNeighbour
    from ..models.money import Money
    from ..models.share_out import ShareOut


T = TypeVar("T", bound="HoldOut")


@_attrs_define
class HoldOut:
    """A brand's money, held for one order. It is a hold and no escrow.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['hold']):  Default: 'hold'.
        version (int):
        state (HoldState | str):
        amount (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        held (Money): An amount in a currency's minor units. Arithmetic over two currencies raises `CurrencyMismatch`.
        released (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        refunded (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        platform_fee (Money): An amount in a currency's minor units. Arithmetic over two currencies raises
            `CurrencyMismatch`.
        expires_at (str): When it fails unless it is funded.
        funded_at (None | str):
        shares (list[ShareOut]):
        order_id (str):
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
    state: HoldState | str
    amount: Money
    held: Money
    released: Money
    refunded: Money
    platform_fee: Money
    expires_at: str
    funded_at: None | str
    shares: list[ShareOut]
    order_id: str
    brand: BrandNeighbour
    creator: CreatorNeighbour
    campaign: CampaignNeighbour
    actions: list[str]
    is_final: bool
    object_: Literal["hold"] = "hold"
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

        held = self.held.to_dict()

        released = self.released.to_dict()

        refunded = self.refunded.to_dict()

        platform_fee = self.platform_fee.to_dict()

        expires_at = self.expires_at

        funded_at: None | str
        funded_at = self.funded_at

        shares = []
        for shares_item_data in self.shares:
            shares_item = shares_item_data.to_dict()
            shares.append(shares_item)

        order_id = self.order_id

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
                "held": held,
                "released": released,
                "refunded": refunded,
                "platform_fee": platform_fee,
                "expires_at": expires_at,
                "funded_at": funded_at,
                "shares": shares,
                "order_id": order_id,
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
        from ..models.share_out import ShareOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["hold"], d.pop("object"))
        if object_ != "hold":
            raise ValueError(f"object must match const 'hold', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> HoldState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_hold_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HoldState | str, data)

        state = _parse_state(d.pop("state"))

        amount = Money.from_dict(d.pop("amount"))

        held = Money.from_dict(d.pop("held"))

        released = Money.from_dict(d.pop("released"))

        refunded = Money.from_dict(d.pop("refunded"))

        platform_fee = Money.from_dict(d.pop("platform_fee"))

        expires_at = d.pop("expires_at")

        def _parse_funded_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        funded_at = _parse_funded_at(d.pop("funded_at"))

        shares = []
        _shares = d.pop("shares")
        for shares_item_data in _shares:
            shares_item = ShareOut.from_dict(shares_item_data)

            shares.append(shares_item)

        order_id = d.pop("order_id")

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        creator = CreatorNeighbour.from_dict(d.pop("creator"))

        campaign = CampaignNeighbour.from_dict(d.pop("campaign"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        hold_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            amount=amount,
            held=held,
            released=released,
            refunded=refunded,
            platform_fee=platform_fee,
            expires_at=expires_at,
            funded_at=funded_at,
            shares=shares,
            order_id=order_id,
            brand=brand,
            creator=creator,
            campaign=campaign,
            actions=actions,
            is_final=is_final,
        )

        hold_out.additional_properties = d
        return hold_out

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
