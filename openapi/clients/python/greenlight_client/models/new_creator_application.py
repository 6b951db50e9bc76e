from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.new_rate import NewRate


T = TypeVar("T", bound="NewCreatorApplication")


@_attrs_define
class NewCreatorApplication:
    """What you want to become a creator with.

    Attributes:
        social_account_ids (list[str]): The first is the one you are shown by.
        categories (list[str]):
        languages (list[str]):
        formats (list[str]):
        bio (str):
        rates (list[NewRate]):
    """

    social_account_ids: list[str]
    categories: list[str]
    languages: list[str]
    formats: list[str]
    bio: str
    rates: list[NewRate]

    def to_dict(self) -> dict[str, Any]:
        social_account_ids = self.social_account_ids

        categories = self.categories

        languages = self.languages

        formats = self.formats

        bio = self.bio

        rates = []
        for rates_item_data in self.rates:
            rates_item = rates_item_data.to_dict()
            rates.append(rates_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "social_account_ids": social_account_ids,
                "categories": categories,
                "languages": languages,
                "formats": formats,
                "bio": bio,
                "rates": rates,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_rate import NewRate  # noqa: PLC0415

        d = dict(src_dict)
        social_account_ids = cast(list[str], d.pop("social_account_ids"))

        categories = cast(list[str], d.pop("categories"))

        languages = cast(list[str], d.pop("languages"))

        formats = cast(list[str], d.pop("formats"))

        bio = d.pop("bio")

        rates = []
        _rates = d.pop("rates")
        for rates_item_data in _rates:
            rates_item = NewRate.from_dict(rates_item_data)

            rates.append(rates_item)

        new_creator_application = cls(
            social_account_ids=social_account_ids,
            categories=categories,
            languages=languages,
            formats=formats,
            bio=bio,
            rates=rates,
        )

        return new_creator_application
