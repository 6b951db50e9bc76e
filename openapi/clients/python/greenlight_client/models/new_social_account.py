from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.platform_name import PlatformName, check_platform_name

T = TypeVar("T", bound="NewSocialAccount")


@_attrs_define
class NewSocialAccount:
    """An account to connect. In the sandbox naming it proves that it is yours.

    Attributes:
        platform (PlatformName): The social platforms that there are adapters for.
        handle (str): Without @.
    """

    platform: PlatformName
    handle: str

    def to_dict(self) -> dict[str, Any]:
        platform: str = self.platform

        handle = self.handle

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "platform": platform,
                "handle": handle,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        platform = check_platform_name(d.pop("platform"))

        handle = d.pop("handle")

        new_social_account = cls(
            platform=platform,
            handle=handle,
        )

        return new_social_account
