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

from ..models.publication_state import PublicationState, check_publication_state

if TYPE_CHECKING:
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.campaign_neighbour import CampaignNeighbour
    from ..models.creator_neighbour import CreatorNeighbour
    from ..models.reason_out import ReasonOut


T = TypeVar("T", bound="PublicationOut")


@_attrs_define
class PublicationOut:
    """A post that is said to be the approved draft, and what is known of it.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['publication']):  Default: 'publication'.
        version (int):
        state (PublicationState | str):
        order_id (str):
        deliverable_id (str):
        draft_id (str):
        campaign (CampaignNeighbour): The campaign.
        brand (BrandNeighbour): The brand.
        creator (CreatorNeighbour): The creator.
        brand_organization_id (str):
        creator_organization_id (str):
        platform (str):
        url (str):
        reasons (list[ReasonOut]): Why it is not the approved draft, as last seen.
        checked_at (None | str):
        verified_at (None | str): When it was verified first.
        taken_down_at (None | str): Since when it is gone or changed; null while it stands.
        watched_until (None | str): The end of its retention, which begins anew when a post was gone and is back; null
            until verified.
        actions (list[str]):
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: PublicationState | str
    order_id: str
    deliverable_id: str
    draft_id: str
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: str
    creator_organization_id: str
    platform: str
    url: str
    reasons: list[ReasonOut]
    checked_at: None | str
    verified_at: None | str
    taken_down_at: None | str
    watched_until: None | str
    actions: list[str]
    is_final: bool
    object_: Literal["publication"] = "publication"
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

        order_id = self.order_id

        deliverable_id = self.deliverable_id

        draft_id = self.draft_id

        campaign = self.campaign.to_dict()

        brand = self.brand.to_dict()

        creator = self.creator.to_dict()

        brand_organization_id = self.brand_organization_id

        creator_organization_id = self.creator_organization_id

        platform = self.platform

        url = self.url

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        checked_at: None | str
        checked_at = self.checked_at

        verified_at: None | str
        verified_at = self.verified_at

        taken_down_at: None | str
        taken_down_at = self.taken_down_at

        watched_until: None | str
        watched_until = self.watched_until

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
                "order_id": order_id,
                "deliverable_id": deliverable_id,
                "draft_id": draft_id,
                "campaign": campaign,
                "brand": brand,
                "creator": creator,
                "brand_organization_id": brand_organization_id,
                "creator_organization_id": creator_organization_id,
                "platform": platform,
                "url": url,
                "reasons": reasons,
                "checked_at": checked_at,
                "verified_at": verified_at,
                "taken_down_at": taken_down_at,
                "watched_until": watched_until,
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
        from ..models.reason_out import ReasonOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["publication"], d.pop("object"))
        if object_ != "publication":
            raise ValueError(f"object must match const 'publication', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> PublicationState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_publication_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(PublicationState | str, data)

        state = _parse_state(d.pop("state"))

        order_id = d.pop("order_id")

        deliverable_id = d.pop("deliverable_id")

        draft_id = d.pop("draft_id")

        campaign = CampaignNeighbour.from_dict(d.pop("campaign"))

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        creator = CreatorNeighbour.from_dict(d.pop("creator"))

        brand_organization_id = d.pop("brand_organization_id")

        creator_organization_id = d.pop("creator_organization_id")

        platform = d.pop("platform")

        url = d.pop("url")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = ReasonOut.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        def _parse_checked_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        checked_at = _parse_checked_at(d.pop("checked_at"))

        def _parse_verified_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        verified_at = _parse_verified_at(d.pop("verified_at"))

        def _parse_taken_down_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        taken_down_at = _parse_taken_down_at(d.pop("taken_down_at"))

        def _parse_watched_until(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        watched_until = _parse_watched_until(d.pop("watched_until"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        publication_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            order_id=order_id,
            deliverable_id=deliverable_id,
            draft_id=draft_id,
            campaign=campaign,
            brand=brand,
            creator=creator,
            brand_organization_id=brand_organization_id,
            creator_organization_id=creator_organization_id,
            platform=platform,
            url=url,
            reasons=reasons,
            checked_at=checked_at,
            verified_at=verified_at,
            taken_down_at=taken_down_at,
            watched_until=watched_until,
            actions=actions,
            is_final=is_final,
        )

        publication_out.additional_properties = d
        return publication_out

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
