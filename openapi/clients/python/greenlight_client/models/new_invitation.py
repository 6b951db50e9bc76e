from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewInvitation")


@_attrs_define
class NewInvitation:
    """An invitation to one creator.

    Attributes:
        creator_id (str):
        message (str | Unset):  Default: ''.
    """

    creator_id: str
    message: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        creator_id = self.creator_id

        message = self.message

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "creator_id": creator_id,
            }
        )
        if message is not UNSET:
            field_dict["message"] = message

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        creator_id = d.pop("creator_id")

        message = d.pop("message", UNSET)

        new_invitation = cls(
            creator_id=creator_id,
            message=message,
        )

        return new_invitation
