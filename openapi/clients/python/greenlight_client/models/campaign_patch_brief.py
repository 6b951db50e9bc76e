from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CampaignPatchBrief")


@_attrs_define
class CampaignPatchBrief:
    """A merge patch: What the content must say and must not say.

    Attributes:
        summary (None | str | Unset):
        must_mention (list[str] | None | Unset):
        must_not_mention (list[str] | None | Unset):
        hashtags (list[str] | None | Unset):
        dos (list[str] | None | Unset):
        donts (list[str] | None | Unset):
    """

    summary: None | str | Unset = UNSET
    must_mention: list[str] | None | Unset = UNSET
    must_not_mention: list[str] | None | Unset = UNSET
    hashtags: list[str] | None | Unset = UNSET
    dos: list[str] | None | Unset = UNSET
    donts: list[str] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        summary: None | str | Unset
        if isinstance(self.summary, Unset):
            summary = UNSET
        else:
            summary = self.summary

        must_mention: list[str] | None | Unset
        if isinstance(self.must_mention, Unset):
            must_mention = UNSET
        elif isinstance(self.must_mention, list):
            must_mention = self.must_mention

        else:
            must_mention = self.must_mention

        must_not_mention: list[str] | None | Unset
        if isinstance(self.must_not_mention, Unset):
            must_not_mention = UNSET
        elif isinstance(self.must_not_mention, list):
            must_not_mention = self.must_not_mention

        else:
            must_not_mention = self.must_not_mention

        hashtags: list[str] | None | Unset
        if isinstance(self.hashtags, Unset):
            hashtags = UNSET
        elif isinstance(self.hashtags, list):
            hashtags = self.hashtags

        else:
            hashtags = self.hashtags

        dos: list[str] | None | Unset
        if isinstance(self.dos, Unset):
            dos = UNSET
        elif isinstance(self.dos, list):
            dos = self.dos

        else:
            dos = self.dos

        donts: list[str] | None | Unset
        if isinstance(self.donts, Unset):
            donts = UNSET
        elif isinstance(self.donts, list):
            donts = self.donts

        else:
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

        def _parse_summary(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        summary = _parse_summary(d.pop("summary", UNSET))

        def _parse_must_mention(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                must_mention_type_0 = cast(list[str], data)

                return must_mention_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        must_mention = _parse_must_mention(d.pop("must_mention", UNSET))

        def _parse_must_not_mention(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                must_not_mention_type_0 = cast(list[str], data)

                return must_not_mention_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        must_not_mention = _parse_must_not_mention(d.pop("must_not_mention", UNSET))

        def _parse_hashtags(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                hashtags_type_0 = cast(list[str], data)

                return hashtags_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        hashtags = _parse_hashtags(d.pop("hashtags", UNSET))

        def _parse_dos(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                dos_type_0 = cast(list[str], data)

                return dos_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        dos = _parse_dos(d.pop("dos", UNSET))

        def _parse_donts(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                donts_type_0 = cast(list[str], data)

                return donts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        donts = _parse_donts(d.pop("donts", UNSET))

        campaign_patch_brief = cls(
            summary=summary,
            must_mention=must_mention,
            must_not_mention=must_not_mention,
            hashtags=hashtags,
            dos=dos,
            donts=donts,
        )

        return campaign_patch_brief
