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

from ..models.creator_application_state import (
    CreatorApplicationState,
    check_creator_application_state,
)
from ..models.creator_state import CreatorState, check_creator_state

if TYPE_CHECKING:
    from ..models.account_statistics import AccountStatistics
    from ..models.rate import Rate


T = TypeVar("T", bound="CreatorApplicationOut")


@_attrs_define
class CreatorApplicationOut:
    """An application to become a creator.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['creator_application']):  Default: 'creator_application'.
        version (int):
        organization_id (str):
        state (CreatorApplicationState | str):
        social_account_ids (list[str]):
        categories (list[str]):
        languages (list[str]):
        formats (list[str]):
        bio (str):
        rates (list[Rate]):
        accounts (list[AccountStatistics]): What the platforms said at the last submission; the decision rests on it.
        policy_version (None | str): The eligibility policy that was applied at the submission.
        claimed_by (None | str): The member of staff who took it on.
        message (None | str): What staff said last.
        reply (None | str): What the creator answered last.
        reasons (list[str]): Why it was rejected.
        submitted_at (None | str):
        decided_at (None | str):
        appealed_at (None | str):
        reapply_after (None | str): After a rejection: when another may be submitted.
        creator_id (None | str): The creator whom it admitted.
        membership_state (CreatorState | None | str): That creator's membership.
        actions (list[str]): What you may do now.
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    state: CreatorApplicationState | str
    social_account_ids: list[str]
    categories: list[str]
    languages: list[str]
    formats: list[str]
    bio: str
    rates: list[Rate]
    accounts: list[AccountStatistics]
    policy_version: None | str
    claimed_by: None | str
    message: None | str
    reply: None | str
    reasons: list[str]
    submitted_at: None | str
    decided_at: None | str
    appealed_at: None | str
    reapply_after: None | str
    creator_id: None | str
    membership_state: CreatorState | None | str
    actions: list[str]
    is_final: bool
    object_: Literal["creator_application"] = "creator_application"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        social_account_ids = self.social_account_ids

        categories = self.categories

        languages = self.languages

        formats = self.formats

        bio = self.bio

        rates = []
        for rates_item_data in self.rates:
            rates_item = rates_item_data.to_dict()
            rates.append(rates_item)

        accounts = []
        for accounts_item_data in self.accounts:
            accounts_item = accounts_item_data.to_dict()
            accounts.append(accounts_item)

        policy_version: None | str
        policy_version = self.policy_version

        claimed_by: None | str
        claimed_by = self.claimed_by

        message: None | str
        message = self.message

        reply: None | str
        reply = self.reply

        reasons = self.reasons

        submitted_at: None | str
        submitted_at = self.submitted_at

        decided_at: None | str
        decided_at = self.decided_at

        appealed_at: None | str
        appealed_at = self.appealed_at

        reapply_after: None | str
        reapply_after = self.reapply_after

        creator_id: None | str
        creator_id = self.creator_id

        membership_state: None | str
        if isinstance(self.membership_state, str):
            membership_state = self.membership_state
        else:
            membership_state = self.membership_state

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
                "organization_id": organization_id,
                "state": state,
                "social_account_ids": social_account_ids,
                "categories": categories,
                "languages": languages,
                "formats": formats,
                "bio": bio,
                "rates": rates,
                "accounts": accounts,
                "policy_version": policy_version,
                "claimed_by": claimed_by,
                "message": message,
                "reply": reply,
                "reasons": reasons,
                "submitted_at": submitted_at,
                "decided_at": decided_at,
                "appealed_at": appealed_at,
                "reapply_after": reapply_after,
                "creator_id": creator_id,
                "membership_state": membership_state,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.account_statistics import AccountStatistics  # noqa: PLC0415
        from ..models.rate import Rate  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["creator_application"], d.pop("object"))
        if object_ != "creator_application":
            raise ValueError(f"object must match const 'creator_application', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        def _parse_state(data: object) -> CreatorApplicationState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_creator_application_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreatorApplicationState | str, data)

        state = _parse_state(d.pop("state"))

        social_account_ids = cast(list[str], d.pop("social_account_ids"))

        categories = cast(list[str], d.pop("categories"))

        languages = cast(list[str], d.pop("languages"))

        formats = cast(list[str], d.pop("formats"))

        bio = d.pop("bio")

        rates = []
        _rates = d.pop("rates")
        for rates_item_data in _rates:
            rates_item = Rate.from_dict(rates_item_data)

            rates.append(rates_item)

        accounts = []
        _accounts = d.pop("accounts")
        for accounts_item_data in _accounts:
            accounts_item = AccountStatistics.from_dict(accounts_item_data)

            accounts.append(accounts_item)

        def _parse_policy_version(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        policy_version = _parse_policy_version(d.pop("policy_version"))

        def _parse_claimed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        claimed_by = _parse_claimed_by(d.pop("claimed_by"))

        def _parse_message(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        message = _parse_message(d.pop("message"))

        def _parse_reply(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reply = _parse_reply(d.pop("reply"))

        reasons = cast(list[str], d.pop("reasons"))

        def _parse_submitted_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        submitted_at = _parse_submitted_at(d.pop("submitted_at"))

        def _parse_decided_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        def _parse_appealed_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        appealed_at = _parse_appealed_at(d.pop("appealed_at"))

        def _parse_reapply_after(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reapply_after = _parse_reapply_after(d.pop("reapply_after"))

        def _parse_creator_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        creator_id = _parse_creator_id(d.pop("creator_id"))

        def _parse_membership_state(data: object) -> CreatorState | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                membership_state_type_0_type_0 = check_creator_state(data)

                return membership_state_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreatorState | None | str, data)

        membership_state = _parse_membership_state(d.pop("membership_state"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        creator_application_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            state=state,
            social_account_ids=social_account_ids,
            categories=categories,
            languages=languages,
            formats=formats,
            bio=bio,
            rates=rates,
            accounts=accounts,
            policy_version=policy_version,
            claimed_by=claimed_by,
            message=message,
            reply=reply,
            reasons=reasons,
            submitted_at=submitted_at,
            decided_at=decided_at,
            appealed_at=appealed_at,
            reapply_after=reapply_after,
            creator_id=creator_id,
            membership_state=membership_state,
            actions=actions,
            is_final=is_final,
        )

        creator_application_out.additional_properties = d
        return creator_application_out

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
