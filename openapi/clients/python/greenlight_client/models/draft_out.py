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

from ..models.draft_state import DraftState, check_draft_state
from ..models.reviewer import Reviewer, check_reviewer

if TYPE_CHECKING:
    from ..models.brand_neighbour import BrandNeighbour
    from ..models.campaign_neighbour import CampaignNeighbour
    from ..models.change_request_out import ChangeRequestOut
    from ..models.creator_neighbour import CreatorNeighbour
    from ..models.finding_out import FindingOut
    from ..models.media_out import MediaOut


T = TypeVar("T", bound="DraftOut")


@_attrs_define
class DraftOut:
    """The content for one deliverable, in its current version.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['draft']):  Default: 'draft'.
        version (int):
        state (DraftState | str):
        order_id (str):
        deliverable_id (str):
        campaign (CampaignNeighbour): The campaign.
        brand (BrandNeighbour): The brand.
        creator (CreatorNeighbour): The creator.
        brand_organization_id (str):
        creator_organization_id (str):
        version_number (int): A verdict names it.
        caption (str):
        hashtags (list[str]):
        media (list[MediaOut]):
        submitted_at (None | str): When the current version was handed in.
        findings (list[FindingOut]): What the platform found in the current version.
        policy_version (None | str): The policy that the platform judged by; null before.
        reviewed_by (None | Reviewer | str): Who made the platform's review of the current version.
        change_requests (list[ChangeRequestOut]): Of all versions, oldest first.
        rounds_used (int):
        rounds_allowed (int):
        review_due_at (None | str): When the brand's silence approves; null outside of its review and while the window
            is stopped.
        appealed_at (None | str):
        appeal_message (None | str):
        approved_at (None | str):
        is_deemed (bool | None): Whether silence approved it; null until it is approved.
        approval_message (None | str):
        actions (list[str]):
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    state: DraftState | str
    order_id: str
    deliverable_id: str
    campaign: CampaignNeighbour
    brand: BrandNeighbour
    creator: CreatorNeighbour
    brand_organization_id: str
    creator_organization_id: str
    version_number: int
    caption: str
    hashtags: list[str]
    media: list[MediaOut]
    submitted_at: None | str
    findings: list[FindingOut]
    policy_version: None | str
    reviewed_by: None | Reviewer | str
    change_requests: list[ChangeRequestOut]
    rounds_used: int
    rounds_allowed: int
    review_due_at: None | str
    appealed_at: None | str
    appeal_message: None | str
    approved_at: None | str
    is_deemed: bool | None
    approval_message: None | str
    actions: list[str]
    is_final: bool
    object_: Literal["draft"] = "draft"
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

        campaign = self.campaign.to_dict()

        brand = self.brand.to_dict()

        creator = self.creator.to_dict()

        brand_organization_id = self.brand_organization_id

        creator_organization_id = self.creator_organization_id

        version_number = self.version_number

        caption = self.caption

        hashtags = self.hashtags

        media = []
        for media_item_data in self.media:
            media_item = media_item_data.to_dict()
            media.append(media_item)

        submitted_at: None | str
        submitted_at = self.submitted_at

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        policy_version: None | str
        policy_version = self.policy_version

        reviewed_by: None | str
        if isinstance(self.reviewed_by, str):
            reviewed_by = self.reviewed_by
        else:
            reviewed_by = self.reviewed_by

        change_requests = []
        for change_requests_item_data in self.change_requests:
            change_requests_item = change_requests_item_data.to_dict()
            change_requests.append(change_requests_item)

        rounds_used = self.rounds_used

        rounds_allowed = self.rounds_allowed

        review_due_at: None | str
        review_due_at = self.review_due_at

        appealed_at: None | str
        appealed_at = self.appealed_at

        appeal_message: None | str
        appeal_message = self.appeal_message

        approved_at: None | str
        approved_at = self.approved_at

        is_deemed: bool | None
        is_deemed = self.is_deemed

        approval_message: None | str
        approval_message = self.approval_message

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
                "campaign": campaign,
                "brand": brand,
                "creator": creator,
                "brand_organization_id": brand_organization_id,
                "creator_organization_id": creator_organization_id,
                "version_number": version_number,
                "caption": caption,
                "hashtags": hashtags,
                "media": media,
                "submitted_at": submitted_at,
                "findings": findings,
                "policy_version": policy_version,
                "reviewed_by": reviewed_by,
                "change_requests": change_requests,
                "rounds_used": rounds_used,
                "rounds_allowed": rounds_allowed,
                "review_due_at": review_due_at,
                "appealed_at": appealed_at,
                "appeal_message": appeal_message,
                "approved_at": approved_at,
                "is_deemed": is_deemed,
                "approval_message": approval_message,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.brand_neighbour import BrandNeighbour  # noqa: PLC0415
        from ..models.campaign_neighbour import CampaignNeighbour  # noqa: PLC0415
        from ..models.change_request_out import ChangeRequestOut  # noqa: PLC0415
        from ..models.creator_neighbour import CreatorNeighbour  # noqa: PLC0415
        from ..models.finding_out import FindingOut  # noqa: PLC0415
        from ..models.media_out import MediaOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["draft"], d.pop("object"))
        if object_ != "draft":
            raise ValueError(f"object must match const 'draft', got '{object_}'")

        version = d.pop("version")

        def _parse_state(data: object) -> DraftState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_draft_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DraftState | str, data)

        state = _parse_state(d.pop("state"))

        order_id = d.pop("order_id")

        deliverable_id = d.pop("deliverable_id")

        campaign = CampaignNeighbour.from_dict(d.pop("campaign"))

        brand = BrandNeighbour.from_dict(d.pop("brand"))

        creator = CreatorNeighbour.from_dict(d.pop("creator"))

        brand_organization_id = d.pop("brand_organization_id")

        creator_organization_id = d.pop("creator_organization_id")

        version_number = d.pop("version_number")

        caption = d.pop("caption")

        hashtags = cast(list[str], d.pop("hashtags"))

        media = []
        _media = d.pop("media")
        for media_item_data in _media:
            media_item = MediaOut.from_dict(media_item_data)

            media.append(media_item)

        def _parse_submitted_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        submitted_at = _parse_submitted_at(d.pop("submitted_at"))

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = FindingOut.from_dict(findings_item_data)

            findings.append(findings_item)

        def _parse_policy_version(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        policy_version = _parse_policy_version(d.pop("policy_version"))

        def _parse_reviewed_by(data: object) -> None | Reviewer | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reviewed_by_type_0_type_0 = check_reviewer(data)

                return reviewed_by_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Reviewer | str, data)

        reviewed_by = _parse_reviewed_by(d.pop("reviewed_by"))

        change_requests = []
        _change_requests = d.pop("change_requests")
        for change_requests_item_data in _change_requests:
            change_requests_item = ChangeRequestOut.from_dict(change_requests_item_data)

            change_requests.append(change_requests_item)

        rounds_used = d.pop("rounds_used")

        rounds_allowed = d.pop("rounds_allowed")

        def _parse_review_due_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        review_due_at = _parse_review_due_at(d.pop("review_due_at"))

        def _parse_appealed_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        appealed_at = _parse_appealed_at(d.pop("appealed_at"))

        def _parse_appeal_message(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        appeal_message = _parse_appeal_message(d.pop("appeal_message"))

        def _parse_approved_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        approved_at = _parse_approved_at(d.pop("approved_at"))

        def _parse_is_deemed(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        is_deemed = _parse_is_deemed(d.pop("is_deemed"))

        def _parse_approval_message(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        approval_message = _parse_approval_message(d.pop("approval_message"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        draft_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            state=state,
            order_id=order_id,
            deliverable_id=deliverable_id,
            campaign=campaign,
            brand=brand,
            creator=creator,
            brand_organization_id=brand_organization_id,
            creator_organization_id=creator_organization_id,
            version_number=version_number,
            caption=caption,
            hashtags=hashtags,
            media=media,
            submitted_at=submitted_at,
            findings=findings,
            policy_version=policy_version,
            reviewed_by=reviewed_by,
            change_requests=change_requests,
            rounds_used=rounds_used,
            rounds_allowed=rounds_allowed,
            review_due_at=review_due_at,
            appealed_at=appealed_at,
            appeal_message=appeal_message,
            approved_at=approved_at,
            is_deemed=is_deemed,
            approval_message=approval_message,
            actions=actions,
            is_final=is_final,
        )

        draft_out.additional_properties = d
        return draft_out

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
