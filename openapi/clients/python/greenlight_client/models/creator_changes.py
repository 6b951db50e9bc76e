from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.availability import Availability, check_availability
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.content_example_in import ContentExampleIn
    from ..models.creator_changes_minimum_offer_type_0 import (
        CreatorChangesMinimumOfferType0,
    )
    from ..models.rate_in import RateIn


T = TypeVar("T", bound="CreatorChanges")


@_attrs_define
class CreatorChanges:
    """A merge patch: what is left out stays as it is. Only `minimum_offer` may be null.

    Attributes:
        bio (str | Unset):
        categories (list[str] | Unset): What your content is about.
        languages (list[str] | Unset): What you speak in your content.
        formats (list[str] | Unset): What you make.
        content_examples (list[ContentExampleIn] | Unset): What you show of your work, in this order: the whole list.
        rates (list[RateIn] | Unset): The whole list; one rate for each type of deliverable and currency.
        minimum_offer (CreatorChangesMinimumOfferType0 | None | Unset): You are not offered less, in its currency; null
            for no such floor. Nobody else is shown it; whom you are left out for, by price, tells the step (1, 2, 5, 10,
            20, 50 …) in which it lies.
        blocked_categories (list[str] | Unset): What you do not work for. Nobody else is shown the list, or what of your
            `categories` stands in it; but who searches for a campaign of one category, or invites you to it, learns whether
            you work for that one.
        availability (Availability | Unset): Whether a creator takes new work.
    """

    bio: str | Unset = UNSET
    categories: list[str] | Unset = UNSET
    languages: list[str] | Unset = UNSET
    formats: list[str] | Unset = UNSET
    content_examples: list[ContentExampleIn] | Unset = UNSET
    rates: list[RateIn] | Unset = UNSET
    minimum_offer: CreatorChangesMinimumOfferType0 | None | Unset = UNSET
    blocked_categories: list[str] | Unset = UNSET
    availability: Availability | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.creator_changes_minimum_offer_type_0 import (
            CreatorChangesMinimumOfferType0,  # noqa: PLC0415
        )

        bio = self.bio

        categories: list[str] | Unset = UNSET
        if not isinstance(self.categories, Unset):
            categories = self.categories

        languages: list[str] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = self.languages

        formats: list[str] | Unset = UNSET
        if not isinstance(self.formats, Unset):
            formats = self.formats

        content_examples: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.content_examples, Unset):
            content_examples = []
            for content_examples_item_data in self.content_examples:
                content_examples_item = content_examples_item_data.to_dict()
                content_examples.append(content_examples_item)

        rates: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rates, Unset):
            rates = []
            for rates_item_data in self.rates:
                rates_item = rates_item_data.to_dict()
                rates.append(rates_item)

        minimum_offer: dict[str, Any] | None | Unset
        if isinstance(self.minimum_offer, Unset):
            minimum_offer = UNSET
        elif isinstance(self.minimum_offer, CreatorChangesMinimumOfferType0):
            minimum_offer = self.minimum_offer.to_dict()
        else:
            minimum_offer = self.minimum_offer

        blocked_categories: list[str] | Unset = UNSET
        if not isinstance(self.blocked_categories, Unset):
            blocked_categories = self.blocked_categories

        availability: str | Unset = UNSET
        if not isinstance(self.availability, Unset):
            availability = self.availability

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if bio is not UNSET:
            field_dict["bio"] = bio
        if categories is not UNSET:
            field_dict["categories"] = categories
        if languages is not UNSET:
            field_dict["languages"] = languages
        if formats is not UNSET:
            field_dict["formats"] = formats
        if content_examples is not UNSET:
            field_dict["content_examples"] = content_examples
        if rates is not UNSET:
            field_dict["rates"] = rates
        if minimum_offer is not UNSET:
            field_dict["minimum_offer"] = minimum_offer
        if blocked_categories is not UNSET:
            field_dict["blocked_categories"] = blocked_categories
        if availability is not UNSET:
            field_dict["availability"] = availability

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.content_example_in import ContentExampleIn  # noqa: PLC0415
        from ..models.creator_changes_minimum_offer_type_0 import (
            CreatorChangesMinimumOfferType0,  # noqa: PLC0415
        )
        from ..models.rate_in import RateIn  # noqa: PLC0415

        d = dict(src_dict)
        bio = d.pop("bio", UNSET)

        categories = cast(list[str], d.pop("categories", UNSET))

        languages = cast(list[str], d.pop("languages", UNSET))

        formats = cast(list[str], d.pop("formats", UNSET))

        _content_examples = d.pop("content_examples", UNSET)
        content_examples: list[ContentExampleIn] | Unset = UNSET
        if _content_examples is not UNSET:
            content_examples = []
            for content_examples_item_data in _content_examples:
                content_examples_item = ContentExampleIn.from_dict(content_examples_item_data)

                content_examples.append(content_examples_item)

        _rates = d.pop("rates", UNSET)
        rates: list[RateIn] | Unset = UNSET
        if _rates is not UNSET:
            rates = []
            for rates_item_data in _rates:
                rates_item = RateIn.from_dict(rates_item_data)

                rates.append(rates_item)

        def _parse_minimum_offer(data: object) -> CreatorChangesMinimumOfferType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                minimum_offer_type_0 = CreatorChangesMinimumOfferType0.from_dict(data)

                return minimum_offer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreatorChangesMinimumOfferType0 | None | Unset, data)

        minimum_offer = _parse_minimum_offer(d.pop("minimum_offer", UNSET))

        blocked_categories = cast(list[str], d.pop("blocked_categories", UNSET))

        _availability = d.pop("availability", UNSET)
        availability: Availability | Unset
        if isinstance(_availability, Unset):
            availability = UNSET
        else:
            availability = check_availability(_availability)

        creator_changes = cls(
            bio=bio,
            categories=categories,
            languages=languages,
            formats=formats,
            content_examples=content_examples,
            rates=rates,
            minimum_offer=minimum_offer,
            blocked_categories=blocked_categories,
            availability=availability,
        )

        return creator_changes
