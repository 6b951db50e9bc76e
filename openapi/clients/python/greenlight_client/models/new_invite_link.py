from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewInviteLink")


@_attrs_define
class NewInviteLink:
    """A secret address to hand to people who are not on the marketplace yet.

    Attributes:
        label (str | Unset): Your own word for it; nobody else sees it. Default: ''.
        message (str | Unset): What whoever opens the address reads; it stands in their invitation too. Default: ''.
        maximum_acceptances (int | Unset): How many may accept it: 1 for a single use. Default: 1.
        expires_in_days (int | Unset): It ends with the campaign, where that is sooner. Default: 30.
    """

    label: str | Unset = ""
    message: str | Unset = ""
    maximum_acceptances: int | Unset = 1
    expires_in_days: int | Unset = 30

    def to_dict(self) -> dict[str, Any]:
        label = self.label

        message = self.message

        maximum_acceptances = self.maximum_acceptances

        expires_in_days = self.expires_in_days

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if label is not UNSET:
            field_dict["label"] = label
        if message is not UNSET:
            field_dict["message"] = message
        if maximum_acceptances is not UNSET:
            field_dict["maximum_acceptances"] = maximum_acceptances
        if expires_in_days is not UNSET:
            field_dict["expires_in_days"] = expires_in_days

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        label = d.pop("label", UNSET)

        message = d.pop("message", UNSET)

        maximum_acceptances = d.pop("maximum_acceptances", UNSET)

        expires_in_days = d.pop("expires_in_days", UNSET)

        new_invite_link = cls(
            label=label,
            message=message,
            maximum_acceptances=maximum_acceptances,
            expires_in_days=expires_in_days,
        )

        return new_invite_link
