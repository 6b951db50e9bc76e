from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ContentExampleIn")


@_attrs_define
class ContentExampleIn:
    """One piece of your work.

    Attributes:
        title (str):
        url (str): Where it stands.
    """

    title: str
    url: str

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "title": title,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        title = d.pop("title")

        url = d.pop("url")

        content_example_in = cls(
            title=title,
            url=url,
        )

        return content_example_in
