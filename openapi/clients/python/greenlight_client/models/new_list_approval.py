from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewListApproval")


@_attrs_define
class NewListApproval:
    """Ask a client about a list.

    Attributes:
        client_name (str):
        message (str | Unset): The client reads it above the list. Default: ''.
        expires_in_days (int | Unset):  Default: 14.
        shows_notes (bool | Unset): Whether the client reads what you have noted about each creator. Default: False.
        shows_rates (bool | Unset): Whether the client sees what each creator asks. Default: False.
    """

    client_name: str
    message: str | Unset = ""
    expires_in_days: int | Unset = 14
    shows_notes: bool | Unset = False
    shows_rates: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        client_name = self.client_name

        message = self.message

        expires_in_days = self.expires_in_days

        shows_notes = self.shows_notes

        shows_rates = self.shows_rates

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "client_name": client_name,
            }
        )
        if message is not UNSET:
            field_dict["message"] = message
        if expires_in_days is not UNSET:
            field_dict["expires_in_days"] = expires_in_days
        if shows_notes is not UNSET:
            field_dict["shows_notes"] = shows_notes
        if shows_rates is not UNSET:
            field_dict["shows_rates"] = shows_rates

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        client_name = d.pop("client_name")

        message = d.pop("message", UNSET)

        expires_in_days = d.pop("expires_in_days", UNSET)

        shows_notes = d.pop("shows_notes", UNSET)

        shows_rates = d.pop("shows_rates", UNSET)

        new_list_approval = cls(
            client_name=client_name,
            message=message,
            expires_in_days=expires_in_days,
            shows_notes=shows_notes,
            shows_rates=shows_rates,
        )

        return new_list_approval
