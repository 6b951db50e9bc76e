from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.objective import Objective, check_objective

T = TypeVar("T", bound="OpenedInviteLinkOut")


@_attrs_define
class OpenedInviteLinkOut:
    """What whoever has the token may see of a campaign: neither its budget nor its targets.

    Attributes:
        object_ (Literal['opened_invite_link']):  Default: 'opened_invite_link'.
        brand_name (str):
        campaign_name (str):
        category (str):
        objective (Objective | str):
        summary (str): Of the campaign's brief.
        markets (list[str]): Countries; empty: everywhere.
        starts_on (datetime.date): A day in the campaign's time zone.
        ends_on (datetime.date): A day in the campaign's time zone.
        message (str): From the brand to you.
        expires_at (str): Until when it may be accepted, unless the brand takes it back.
    """

    brand_name: str
    campaign_name: str
    category: str
    objective: Objective | str
    summary: str
    markets: list[str]
    starts_on: datetime.date
    ends_on: datetime.date
    message: str
    expires_at: str
    object_: Literal["opened_invite_link"] = "opened_invite_link"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        brand_name = self.brand_name

        campaign_name = self.campaign_name

        category = self.category

        objective: str
        if isinstance(self.objective, str):
            objective = self.objective
        else:
            objective = self.objective

        summary = self.summary

        markets = self.markets

        starts_on = self.starts_on.isoformat()

        ends_on = self.ends_on.isoformat()

        message = self.message

        expires_at = self.expires_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "brand_name": brand_name,
                "campaign_name": campaign_name,
                "category": category,
                "objective": objective,
                "summary": summary,
                "markets": markets,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "message": message,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        object_ = cast(Literal["opened_invite_link"], d.pop("object"))
        if object_ != "opened_invite_link":
            raise ValueError(f"object must match const 'opened_invite_link', got '{object_}'")

        brand_name = d.pop("brand_name")

        campaign_name = d.pop("campaign_name")

        category = d.pop("category")

        def _parse_objective(data: object) -> Objective | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                objective_type_0 = check_objective(data)

                return objective_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Objective | str, data)

        objective = _parse_objective(d.pop("objective"))

        summary = d.pop("summary")

        markets = cast(list[str], d.pop("markets"))

        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))

        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))

        message = d.pop("message")

        expires_at = d.pop("expires_at")

        opened_invite_link_out = cls(
            object_=object_,
            brand_name=brand_name,
            campaign_name=campaign_name,
            category=category,
            objective=objective,
            summary=summary,
            markets=markets,
            starts_on=starts_on,
            ends_on=ends_on,
            message=message,
            expires_at=expires_at,
        )

        opened_invite_link_out.additional_properties = d
        return opened_invite_link_out

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
