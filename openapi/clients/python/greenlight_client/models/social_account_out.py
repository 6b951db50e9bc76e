from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.social_account_state import SocialAccountState, check_social_account_state

T = TypeVar("T", bound="SocialAccountOut")


@_attrs_define
class SocialAccountOut:
    """An account on a social platform.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['social_account']):  Default: 'social_account'.
        version (int):
        organization_id (str):
        platform (str):
        handle (str):
        state (SocialAccountState | str):
        name (str):
        follower_count (int):
        statistics_recorded_at (str): RFC 3339, UTC.
        creator_id (None | str): The creator who is shown with it.
        actions (list[str]): What you may do now.
        is_final (bool):
    """

    created_at: str
    updated_at: str
    id: str
    version: int
    organization_id: str
    platform: str
    handle: str
    state: SocialAccountState | str
    name: str
    follower_count: int
    statistics_recorded_at: str
    creator_id: None | str
    actions: list[str]
    is_final: bool
    object_: Literal["social_account"] = "social_account"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        version = self.version

        organization_id = self.organization_id

        platform = self.platform

        handle = self.handle

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        name = self.name

        follower_count = self.follower_count

        statistics_recorded_at = self.statistics_recorded_at

        creator_id: None | str
        creator_id = self.creator_id

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
                "platform": platform,
                "handle": handle,
                "state": state,
                "name": name,
                "follower_count": follower_count,
                "statistics_recorded_at": statistics_recorded_at,
                "creator_id": creator_id,
                "actions": actions,
                "is_final": is_final,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["social_account"], d.pop("object"))
        if object_ != "social_account":
            raise ValueError(f"object must match const 'social_account', got '{object_}'")

        version = d.pop("version")

        organization_id = d.pop("organization_id")

        platform = d.pop("platform")

        handle = d.pop("handle")

        def _parse_state(data: object) -> SocialAccountState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_social_account_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(SocialAccountState | str, data)

        state = _parse_state(d.pop("state"))

        name = d.pop("name")

        follower_count = d.pop("follower_count")

        statistics_recorded_at = d.pop("statistics_recorded_at")

        def _parse_creator_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        creator_id = _parse_creator_id(d.pop("creator_id"))

        actions = cast(list[str], d.pop("actions"))

        is_final = d.pop("is_final")

        social_account_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            version=version,
            organization_id=organization_id,
            platform=platform,
            handle=handle,
            state=state,
            name=name,
            follower_count=follower_count,
            statistics_recorded_at=statistics_recorded_at,
            creator_id=creator_id,
            actions=actions,
            is_final=is_final,
        )

        social_account_out.additional_properties = d
        return social_account_out

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
