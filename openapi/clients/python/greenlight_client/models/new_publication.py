from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="NewPublication")


@_attrs_define
class NewPublication:
    """Where the approved draft was posted.

    Attributes:
        deliverable_id (str):
        url (str):
    """

    deliverable_id: str
    url: str

    def to_dict(self) -> dict[str, Any]:
        deliverable_id = self.deliverable_id

        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "deliverable_id": deliverable_id,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        deliverable_id = d.pop("deliverable_id")

        url = d.pop("url")

        new_publication = cls(
            deliverable_id=deliverable_id,
            url=url,
        )

        return new_publication
