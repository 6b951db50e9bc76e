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

from ..models.invite_link_state import InviteLinkState, check_invite_link_state

if TYPE_CHECKING:
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.campaign_neighbour import CampaignNeighbour


T = TypeVar("T", bound="InviteLinkWithToken")


@_attrs_define
class InviteLinkWithToken:
    """A new invite link. The token, and the address with it, are shown in this answer only: whoever has them may accept.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['invite_link']):  Default: 'invite_link'.
        version (int):
        state (InviteLinkState | str):
        is_final (bool):
        actions (list[str]): What you may do now.
        campaign (CampaignNeighbour): The campaign.
        brand (BrandNeighbour): The brand.
        brand_organization_id (str):
        label (str):
        message (str):
        maximum_acceptances (int):
        acceptance_count (int): How many have accepted it, also those who wait for their approval or withdrew: each
            once.
        expires_at (str): RFC 3339, UTC.
        token (str):
        url (str): A page for a browser, which says who asks for what, and how to join. What stands behind the `#` never
            leaves the browser but in a header. Your own sign-up page may take the token as well.
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: InviteLinkState | str
    is_final: bool
    actions: list[str]
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    brand_organization_id: str
    label: str
    message: str
    maximum_acceptances: int
    acceptance_count: int
    expires_at: str
    token: str
    url: str
    object_: Literal["invite_link"] = "invite_link"
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

        brand_organization_id = self.brand_organization_id

        label = self.label

        message = self.message

        maximum_acceptances = self.maximum_acceptances

        acceptance_count = self.acceptance_count

        expires_at = self.expires_at

        token = self.token

        url = self.url

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
                "brand_organization_id": brand_organization_id,
                "label": label,
                "message": message,
                "maximum_acceptances": maximum_acceptances,
                "acceptance_count": acceptance_count,
                "expires_at": expires_at,
                "token": token,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_neighbour import BrandNeighbour  # noqa: PLC0415
        from ..models.campaign_neighbour import CampaignNeighbour  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["invite_link"], d.pop("object"))
        if object_ != "invite_link":
            raise ValueError(f"object must match const 'invite_link', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> InviteLinkState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_invite_link_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InviteLinkState | str, data)

        state = _parse_state(d.pop("state"))

        is_final = d.pop("is_final")

        actions = cast(list[str], d.pop("actions"))

        campaign = CampaignNeighbour.from_dict(d.pop("campaign"))

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        brand_organization_id = d.pop("brand_organization_id")

        label = d.pop("label")

        message = d.pop("message")

        maximum_acceptances = d.pop("maximum_acceptances")

        acceptance_count = d.pop("acceptance_count")

        expires_at = d.pop("expires_at")

        token = d.pop("token")

        url = d.pop("url")

        invite_link_with_token = cls(
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
            brand_organization_id=brand_organization_id,
            label=label,
            message=message,
            maximum_acceptances=maximum_acceptances,
            acceptance_count=acceptance_count,
            expires_at=expires_at,
            token=token,
            url=url,
        )

        invite_link_with_token.additional_properties = d
        return invite_link_with_token

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
