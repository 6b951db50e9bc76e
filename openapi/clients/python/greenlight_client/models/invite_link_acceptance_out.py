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

from ..models.invite_link_acceptance_state import (
    InviteLinkAcceptanceState,
    check_invite_link_acceptance_state,
)

if TYPE_CHECKING:
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.campaign_neighbour import CampaignNeighbour
    from ..models.creator_neighbour import CreatorNeighbour


T = TypeVar("T", bound="InviteLinkAcceptanceOut")


@_attrs_define
class InviteLinkAcceptanceOut:
    """Somebody who joins a campaign by an invite link, as both sides see it.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['invite_link_acceptance']):  Default: 'invite_link_acceptance'.
        version (int):
        state (InviteLinkAcceptanceState | str): `waiting` until the organization is approved as a creator, then
            `joined`; `expired` where the campaign ended first, `withdrawn` where they changed their mind.
        is_final (bool):
        actions (list[str]): What you may do now.
        invite_link_id (str):
        campaign (CampaignNeighbour): The campaign.
        brand (BrandNeighbour): The brand.
        creator (CreatorNeighbour | None): Null until they are approved.
        invitation_id (None | str): The accepted invitation by which they joined; null before.
        brand_organization_id (str):
        creator_organization_id (str):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: InviteLinkAcceptanceState | str
    is_final: bool
    actions: list[str]
    invite_link_id: str
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour | None
    invitation_id: None | str
    brand_organization_id: str
    creator_organization_id: str
    object_: Literal["invite_link_acceptance"] = "invite_link_acceptance"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.creator_neighbour import CreatorNeighbour  # noqa: PLC0415

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

        invite_link_id = self.invite_link_id

        campaign = self.campaign.to_dict()

        brand = self.brand.to_dict()

        creator: dict[str, Any] | None
        if isinstance(self.creator, CreatorNeighbour):
            creator = self.creator.to_dict()
        else:
            creator = self.creator

        invitation_id: None | str
        invitation_id = self.invitation_id

        brand_organization_id = self.brand_organization_id

        creator_organization_id = self.creator_organization_id

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
                "invite_link_id": invite_link_id,
                "campaign": campaign,
                "brand": brand,
                "creator": creator,
                "invitation_id": invitation_id,
                "brand_organization_id": brand_organization_id,
                "creator_organization_id": creator_organization_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_neighbour import BrandNeighbour  # noqa: PLC0415
        from ..models.campaign_neighbour import CampaignNeighbour  # noqa: PLC0415
        from ..models.creator_neighbour import CreatorNeighbour  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["invite_link_acceptance"], d.pop("object"))
        if object_ != "invite_link_acceptance":
            raise ValueError(f"object must match const 'invite_link_acceptance', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> InviteLinkAcceptanceState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_invite_link_acceptance_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InviteLinkAcceptanceState | str, data)

        state = _parse_state(d.pop("state"))

        is_final = d.pop("is_final")

        actions = cast(list[str], d.pop("actions"))

        invite_link_id = d.pop("invite_link_id")

        campaign = CampaignNeighbour.from_dict(d.pop("campaign"))

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        def _parse_creator(data: object) -> CreatorNeighbour | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                creator_type_0 = CreatorNeighbour.from_dict(data)

                return creator_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreatorNeighbour | None, data)

        creator = _parse_creator(d.pop("creator"))

        def _parse_invitation_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        invitation_id = _parse_invitation_id(d.pop("invitation_id"))

        brand_organization_id = d.pop("brand_organization_id")

        creator_organization_id = d.pop("creator_organization_id")

        invite_link_acceptance_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            is_final=is_final,
            actions=actions,
            invite_link_id=invite_link_id,
            campaign=campaign,
            brand=brand,
            creator=creator,
            invitation_id=invitation_id,
            brand_organization_id=brand_organization_id,
            creator_organization_id=creator_organization_id,
        )

        invite_link_acceptance_out.additional_properties = d
        return invite_link_acceptance_out

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
