from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Brief")


@_attrs_define
class Brief:
    """What the content must say and must not say.

    Attributes:
        summary (str | Unset):  Default: ''.
        must_mention (list[str] | Unset):
        must_not_mention (list[str] | Unset):
        hashtags (list[str] | Unset):
        dos (list[str] | Unset):
        donts (list[str] | Unset):
    """

    summary: str | Unset = ""
    must_mention: list[str] | Unset = UNSET
    must_not_mention: list[str] | Unset = UNSET
    hashtags: list[str] | Unset = UNSET
    dos: list[str] | Unset = UNSET
    donts: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        summary = self.summary

        must_mention: list[str] | Unset = UNSET
        if not isinstance(self.must_mention, Unset):
            must_mention = self.must_mention

        must_not_mention: list[str] | Unset = UNSET
        if not isinstance(self.must_not_mention, Unset):
            must_not_mention = self.must_not_mention

        hashtags: list[str] | Unset = UNSET
        if not isinstance(self.hashtags, Unset):
            hashtags = self.hashtags

        dos: list[str] | Unset = UNSET
        if not isinstance(self.dos, Unset):
            dos = self.dos

        donts: list[str] | Unset = UNSET
        if not isinstance(self.donts, Unset):
            donts = self.donts

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if summary is not UNSET:
            field_dict["summary"] = summary
        if must_mention is not UNSET:
            field_dict["must_mention"] = must_mention
        if must_not_mention is not UNSET:
            field_dict["must_not_mention"] = must_not_mention
        if hashtags is not UNSET:
            field_dict["hashtags"] = hashtags
        if dos is not UNSET:
            field_dict["dos"] = dos
        if donts is not UNSET:
            field_dict["donts"] = donts

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        summary = d.pop("summary", UNSET)

        must_mention = cast(list[str], d.pop("must_mention", UNSET))

        must_not_mention = cast(list[str], d.pop("must_not_mention", UNSET))

        hashtags = cast(list[str], d.pop("hashtags", UNSET))

        dos = cast(list[str], d.pop("dos", UNSET))

        donts = cast(list[str], d.pop("donts", UNSET))

        brief = cls(
            summary=summary,
            must_mention=must_mention,
            must_not_mention=must_not_mention,
            hashtags=hashtags,
            dos=dos,
            donts=donts,
        )

        return brief
