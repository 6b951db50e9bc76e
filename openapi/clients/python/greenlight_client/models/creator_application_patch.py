from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.new_rate import NewRate


T = TypeVar("T", bound="CreatorApplicationPatch")


@_attrs_define
class CreatorApplicationPatch:
    """What changes.

    Attributes:
        social_account_ids (list[str] | Unset): The first is the one you are shown by.
        categories (list[str] | Unset):
        languages (list[str] | Unset):
        formats (list[str] | Unset):
        bio (str | Unset):
        rates (list[NewRate] | Unset):
    """

    social_account_ids: list[str] | Unset = UNSET
    categories: list[str] | Unset = UNSET
    languages: list[str] | Unset = UNSET
    formats: list[str] | Unset = UNSET
    bio: str | Unset = UNSET
    rates: list[NewRate] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        social_account_ids: list[str] | Unset = UNSET
        if not isinstance(self.social_account_ids, Unset):
            social_account_ids = self.social_account_ids

        categories: list[str] | Unset = UNSET
        if not isinstance(self.categories, Unset):
            categories = self.categories

        languages: list[str] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = self.languages

        formats: list[str] | Unset = UNSET
        if not isinstance(self.formats, Unset):
            formats = self.formats

        bio = self.bio

        rates: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rates, Unset):
            rates = []
            for rates_item_data in self.rates:
                rates_item = rates_item_data.to_dict()
                rates.append(rates_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if social_account_ids is not UNSET:
            field_dict["social_account_ids"] = social_account_ids
        if categories is not UNSET:
            field_dict["categories"] = categories
        if languages is not UNSET:
            field_dict["languages"] = languages
        if formats is not UNSET:
            field_dict["formats"] = formats
        if bio is not UNSET:
            field_dict["bio"] = bio
        if rates is not UNSET:
            field_dict["rates"] = rates

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_rate import NewRate  # noqa: PLC0415

        d = dict(src_dict)
        social_account_ids = cast(list[str], d.pop("social_account_ids", UNSET))

        categories = cast(list[str], d.pop("categories", UNSET))

        languages = cast(list[str], d.pop("languages", UNSET))

        formats = cast(list[str], d.pop("formats", UNSET))

        bio = d.pop("bio", UNSET)

        _rates = d.pop("rates", UNSET)
        rates: list[NewRate] | Unset = UNSET
        if _rates is not UNSET:
            rates = []
            for rates_item_data in _rates:
                rates_item = NewRate.from_dict(rates_item_data)

                rates.append(rates_item)

        creator_application_patch = cls(
            social_account_ids=social_account_ids,
            categories=categories,
            languages=languages,
            formats=formats,
            bio=bio,
            rates=rates,
        )

        return creator_application_patch
