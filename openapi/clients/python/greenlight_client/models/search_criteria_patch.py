from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.region import Region, check_region
from ..models.search_criteria_patch_sort_type_0 import (
    SearchCriteriaPatchSortType0,
    check_search_criteria_patch_sort_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SearchCriteriaPatch")


@_attrs_define
class SearchCriteriaPatch:
    """A merge patch: The filters of a search and its order, as in `POST /v1/creators/search`. They combine by *and*,
    values of one by *or*.

        Attributes:
            category (list[str] | None | Unset): What the content is about: a search with `facet=category&facet_limit=1000`
                tells which values there are. Repeat it for *either*.
            country (list[str] | None | Unset): Where the creator is at home. Repeat it for *either*.
            region (list[Region] | None | Unset): All countries of a region by the United Nations' M49, as if each stood in
                `country`: with both, either.
            language (list[str] | None | Unset): What the creator speaks. Repeat it for *either*.
            format_ (list[str] | None | Unset): What the creator makes. Repeat it for *either*.
            platform (list[str] | None | Unset): Where the creator has an account. Repeat it for *either*.
            badge (list[str] | None | Unset): What the creator has earned here. Repeat it for *either*.
            industry (list[str] | None | Unset): What the creator has worked for on the marketplace: the category of a
                campaign of which they completed an order, in the words of `category`, which tells what their own content is
                about. Who has completed none yet is left out. Repeat it for *either*.
            follower_count_min (int | None | Unset):
            follower_count_max (int | None | Unset):
            engagement_rate_min (float | None | Unset):
            engagement_rate_max (float | None | Unset):
            average_views_min (int | None | Unset):
            average_views_max (int | None | Unset):
            median_views_min (int | None | Unset):
            median_views_max (int | None | Unset):
            response_time_seconds_max (int | None | Unset): The creator usually answers within it. Who was never asked, or
                usually does not answer, is left out.
            authenticity_score_min (int | None | Unset): 0 to 100. Who has no score yet is left out by any bound.
            authenticity_score_max (int | None | Unset): 0 to 100. Who has no score yet is left out by any bound.
            deliverable_type (list[str] | None | Unset): The creator has a rate for it. Repeat it for *either*.
            price_min (int | None | Unset): In minor units of `currency`: a rate, of a `deliverable_type` where one is
                named, lies in the range. Rates in other currencies count at the day's exchange rate, rounded down;
                `exchange_rates` names it, and those in its `currencies_not_compared` do not count: who has no others is left
                out.
            price_max (int | None | Unset): As `price_min`, with the same currencies left out. Creators who, by their own
                word, do not work for so little of this currency are left out, too. That word is never printed, and compared in
                coarse steps only (1, 2, 5, 10, 20, 50 …): who tries many prices learns in which step it lies, and no more.
            currency (None | str | Unset): What prices are in: needed with them, and for the order by `price`. One that the
                European Central Bank does not quote, and that has no official fixed rate, is compared with rates in itself
                only.
            audience_country (list[str] | None | Unset): At least this share of the audience, to 4 decimals: `value:share`,
                or `value` for 0.2. Countries are those of `country`. Repeat it for *either*.
            audience_gender (list[str] | None | Unset): At least this share of the audience, to 4 decimals: `value:share`,
                or `value` for 0.2. Repeat it for *either*.
            audience_age (list[str] | None | Unset): At least this share of the audience, to 4 decimals: `value:share`, or
                `value` for 0.2. Repeat it for *either*.
            audience_device (list[str] | None | Unset): At least this share of the audience, to 4 decimals: `value:share`,
                or `value` for 0.2. Repeat it for *either*.
            campaign_category (None | str | Unset): What your campaign is about: creators who do not work for that are left
                out. The list of what they do not work for is never printed; but who asks for one creator, by `q`, with and
                without a category learns whether they work for that one. An invitation says so too (`category_blocked`).
            exclusivity_category (None | str | Unset): What your campaign wants for itself: creators whom an order binds to
                one brand in it now are left out. To which brand, by which order and until when is never printed; but who asks
                for one creator, by `q`, with and without a category learns that they are bound in it, and by asking again,
                about when that ends.
            q (None | str | Unset): Each word begins a word of handle, name or bio; case and accents do not matter. A word
                of 5 letters and more also finds a word of the handle that differs by one letter.
            sort (None | SearchCriteriaPatchSortType0 | Unset): `-` for descending. Ties stand in the order of ids; who has
                no such value comes last. `relevance`, with or without `-`, has the best first: each word of `q` counts 3 in the
                handle, else 2 in the name, else 1; among equals, and without `q`, the better profile is first, by a number from
                0 to 100 (completeness 40 %, authenticity 20 %, responsive 20 %, experienced 20 %). `price`, which needs
                `currency`, is the lowest rate that fits, at the day's exchange rate.
    """

    category: list[str] | None | Unset = UNSET
    country: list[str] | None | Unset = UNSET
    region: list[Region] | None | Unset = UNSET
    language: list[str] | None | Unset = UNSET
    format_: list[str] | None | Unset = UNSET
    platform: list[str] | None | Unset = UNSET
    badge: list[str] | None | Unset = UNSET
    industry: list[str] | None | Unset = UNSET
    follower_count_min: int | None | Unset = UNSET
    follower_count_max: int | None | Unset = UNSET
    engagement_rate_min: float | None | Unset = UNSET
    engagement_rate_max: float | None | Unset = UNSET
    average_views_min: int | None | Unset = UNSET
    average_views_max: int | None | Unset = UNSET
    median_views_min: int | None | Unset = UNSET
    median_views_max: int | None | Unset = UNSET
    response_time_seconds_max: int | None | Unset = UNSET
    authenticity_score_min: int | None | Unset = UNSET
    authenticity_score_max: int | None | Unset = UNSET
    deliverable_type: list[str] | None | Unset = UNSET
    price_min: int | None | Unset = UNSET
    price_max: int | None | Unset = UNSET
    currency: None | str | Unset = UNSET
    audience_country: list[str] | None | Unset = UNSET
    audience_gender: list[str] | None | Unset = UNSET
    audience_age: list[str] | None | Unset = UNSET
    audience_device: list[str] | None | Unset = UNSET
    campaign_category: None | str | Unset = UNSET
    exclusivity_category: None | str | Unset = UNSET
    q: None | str | Unset = UNSET
    sort: None | SearchCriteriaPatchSortType0 | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        category: list[str] | None | Unset
        if isinstance(self.category, Unset):
            category = UNSET
        elif isinstance(self.category, list):
            category = self.category

        else:
            category = self.category

        country: list[str] | None | Unset
        if isinstance(self.country, Unset):
            country = UNSET
        elif isinstance(self.country, list):
            country = self.country

        else:
            country = self.country

        region: list[str] | None | Unset
        if isinstance(self.region, Unset):
            region = UNSET
        elif isinstance(self.region, list):
            region = []
            for region_type_0_item_data in self.region:
                region_type_0_item: str = region_type_0_item_data
                region.append(region_type_0_item)

        else:
            region = self.region

        language: list[str] | None | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        elif isinstance(self.language, list):
            language = self.language

        else:
            language = self.language

        format_: list[str] | None | Unset
        if isinstance(self.format_, Unset):
            format_ = UNSET
        elif isinstance(self.format_, list):
            format_ = self.format_

        else:
            format_ = self.format_

        platform: list[str] | None | Unset
        if isinstance(self.platform, Unset):
            platform = UNSET
        elif isinstance(self.platform, list):
            platform = self.platform

        else:
            platform = self.platform

        badge: list[str] | None | Unset
        if isinstance(self.badge, Unset):
            badge = UNSET
        elif isinstance(self.badge, list):
            badge = self.badge

        else:
            badge = self.badge

        industry: list[str] | None | Unset
        if isinstance(self.industry, Unset):
            industry = UNSET
        elif isinstance(self.industry, list):
            industry = self.industry

        else:
            industry = self.industry

        follower_count_min: int | None | Unset
        if isinstance(self.follower_count_min, Unset):
            follower_count_min = UNSET
        else:
            follower_count_min = self.follower_count_min

        follower_count_max: int | None | Unset
        if isinstance(self.follower_count_max, Unset):
            follower_count_max = UNSET
        else:
            follower_count_max = self.follower_count_max

        engagement_rate_min: float | None | Unset
        if isinstance(self.engagement_rate_min, Unset):
            engagement_rate_min = UNSET
        else:
            engagement_rate_min = self.engagement_rate_min

        engagement_rate_max: float | None | Unset
        if isinstance(self.engagement_rate_max, Unset):
            engagement_rate_max = UNSET
        else:
            engagement_rate_max = self.engagement_rate_max

        average_views_min: int | None | Unset
        if isinstance(self.average_views_min, Unset):
            average_views_min = UNSET
        else:
            average_views_min = self.average_views_min

        average_views_max: int | None | Unset
        if isinstance(self.average_views_max, Unset):
            average_views_max = UNSET
        else:
            average_views_max = self.average_views_max

        median_views_min: int | None | Unset
        if isinstance(self.median_views_min, Unset):
            median_views_min = UNSET
        else:
            median_views_min = self.median_views_min

        median_views_max: int | None | Unset
        if isinstance(self.median_views_max, Unset):
            median_views_max = UNSET
        else:
            median_views_max = self.median_views_max

        response_time_seconds_max: int | None | Unset
        if isinstance(self.response_time_seconds_max, Unset):
            response_time_seconds_max = UNSET
        else:
            response_time_seconds_max = self.response_time_seconds_max

        authenticity_score_min: int | None | Unset
        if isinstance(self.authenticity_score_min, Unset):
            authenticity_score_min = UNSET
        else:
            authenticity_score_min = self.authenticity_score_min

        authenticity_score_max: int | None | Unset
        if isinstance(self.authenticity_score_max, Unset):
            authenticity_score_max = UNSET
        else:
            authenticity_score_max = self.authenticity_score_max

        deliverable_type: list[str] | None | Unset
        if isinstance(self.deliverable_type, Unset):
            deliverable_type = UNSET
        elif isinstance(self.deliverable_type, list):
            deliverable_type = self.deliverable_type

        else:
            deliverable_type = self.deliverable_type

        price_min: int | None | Unset
        if isinstance(self.price_min, Unset):
            price_min = UNSET
        else:
            price_min = self.price_min

        price_max: int | None | Unset
        if isinstance(self.price_max, Unset):
            price_max = UNSET
        else:
            price_max = self.price_max

        currency: None | str | Unset
        if isinstance(self.currency, Unset):
            currency = UNSET
        else:
            currency = self.currency

        audience_country: list[str] | None | Unset
        if isinstance(self.audience_country, Unset):
            audience_country = UNSET
        elif isinstance(self.audience_country, list):
            audience_country = self.audience_country

        else:
            audience_country = self.audience_country

        audience_gender: list[str] | None | Unset
        if isinstance(self.audience_gender, Unset):
            audience_gender = UNSET
        elif isinstance(self.audience_gender, list):
            audience_gender = self.audience_gender

        else:
            audience_gender = self.audience_gender

        audience_age: list[str] | None | Unset
        if isinstance(self.audience_age, Unset):
            audience_age = UNSET
        elif isinstance(self.audience_age, list):
            audience_age = self.audience_age

        else:
            audience_age = self.audience_age

        audience_device: list[str] | None | Unset
        if isinstance(self.audience_device, Unset):
            audience_device = UNSET
        elif isinstance(self.audience_device, list):
            audience_device = self.audience_device

        else:
            audience_device = self.audience_device

        campaign_category: None | str | Unset
        if isinstance(self.campaign_category, Unset):
            campaign_category = UNSET
        else:
            campaign_category = self.campaign_category

        exclusivity_category: None | str | Unset
        if isinstance(self.exclusivity_category, Unset):
            exclusivity_category = UNSET
        else:
            exclusivity_category = self.exclusivity_category

        q: None | str | Unset
        if isinstance(self.q, Unset):
            q = UNSET
        else:
            q = self.q

        sort: None | str | Unset
        if isinstance(self.sort, Unset):
            sort = UNSET
        elif isinstance(self.sort, str):
            sort = self.sort
        else:
            sort = self.sort

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if category is not UNSET:
            field_dict["category"] = category
        if country is not UNSET:
            field_dict["country"] = country
        if region is not UNSET:
            field_dict["region"] = region
        if language is not UNSET:
            field_dict["language"] = language
        if format_ is not UNSET:
            field_dict["format"] = format_
        if platform is not UNSET:
            field_dict["platform"] = platform
        if badge is not UNSET:
            field_dict["badge"] = badge
        if industry is not UNSET:
            field_dict["industry"] = industry
        if follower_count_min is not UNSET:
            field_dict["follower_count_min"] = follower_count_min
        if follower_count_max is not UNSET:
            field_dict["follower_count_max"] = follower_count_max
        if engagement_rate_min is not UNSET:
            field_dict["engagement_rate_min"] = engagement_rate_min
        if engagement_rate_max is not UNSET:
            field_dict["engagement_rate_max"] = engagement_rate_max
        if average_views_min is not UNSET:
            field_dict["average_views_min"] = average_views_min
        if average_views_max is not UNSET:
            field_dict["average_views_max"] = average_views_max
        if median_views_min is not UNSET:
            field_dict["median_views_min"] = median_views_min
        if median_views_max is not UNSET:
            field_dict["median_views_max"] = median_views_max
        if response_time_seconds_max is not UNSET:
            field_dict["response_time_seconds_max"] = response_time_seconds_max
        if authenticity_score_min is not UNSET:
            field_dict["authenticity_score_min"] = authenticity_score_min
        if authenticity_score_max is not UNSET:
            field_dict["authenticity_score_max"] = authenticity_score_max
        if deliverable_type is not UNSET:
            field_dict["deliverable_type"] = deliverable_type
        if price_min is not UNSET:
            field_dict["price_min"] = price_min
        if price_max is not UNSET:
            field_dict["price_max"] = price_max
        if currency is not UNSET:
            field_dict["currency"] = currency
        if audience_country is not UNSET:
            field_dict["audience_country"] = audience_country
        if audience_gender is not UNSET:
            field_dict["audience_gender"] = audience_gender
        if audience_age is not UNSET:
            field_dict["audience_age"] = audience_age
        if audience_device is not UNSET:
            field_dict["audience_device"] = audience_device
        if campaign_category is not UNSET:
            field_dict["campaign_category"] = campaign_category
        if exclusivity_category is not UNSET:
            field_dict["exclusivity_category"] = exclusivity_category
        if q is not UNSET:
            field_dict["q"] = q
        if sort is not UNSET:
            field_dict["sort"] = sort

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_category(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                category_type_0 = cast(list[str], data)

                return category_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        category = _parse_category(d.pop("category", UNSET))

        def _parse_country(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                country_type_0 = cast(list[str], data)

                return country_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        country = _parse_country(d.pop("country", UNSET))

        def _parse_region(data: object) -> list[Region] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                region_type_0 = []
                _region_type_0 = data
                for region_type_0_item_data in _region_type_0:
                    region_type_0_item = check_region(region_type_0_item_data)

                    region_type_0.append(region_type_0_item)

                return region_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Region] | None | Unset, data)

        region = _parse_region(d.pop("region", UNSET))

        def _parse_language(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                language_type_0 = cast(list[str], data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        def _parse_format_(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                format_type_0 = cast(list[str], data)

                return format_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        format_ = _parse_format_(d.pop("format", UNSET))

        def _parse_platform(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                platform_type_0 = cast(list[str], data)

                return platform_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        platform = _parse_platform(d.pop("platform", UNSET))

        def _parse_badge(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                badge_type_0 = cast(list[str], data)

                return badge_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        badge = _parse_badge(d.pop("badge", UNSET))

        def _parse_industry(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                industry_type_0 = cast(list[str], data)

                return industry_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        industry = _parse_industry(d.pop("industry", UNSET))

        def _parse_follower_count_min(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        follower_count_min = _parse_follower_count_min(d.pop("follower_count_min", UNSET))

        def _parse_follower_count_max(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        follower_count_max = _parse_follower_count_max(d.pop("follower_count_max", UNSET))

        def _parse_engagement_rate_min(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        engagement_rate_min = _parse_engagement_rate_min(d.pop("engagement_rate_min", UNSET))

        def _parse_engagement_rate_max(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        engagement_rate_max = _parse_engagement_rate_max(d.pop("engagement_rate_max", UNSET))

        def _parse_average_views_min(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        average_views_min = _parse_average_views_min(d.pop("average_views_min", UNSET))

        def _parse_average_views_max(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        average_views_max = _parse_average_views_max(d.pop("average_views_max", UNSET))

        def _parse_median_views_min(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        median_views_min = _parse_median_views_min(d.pop("median_views_min", UNSET))

        def _parse_median_views_max(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        median_views_max = _parse_median_views_max(d.pop("median_views_max", UNSET))

        def _parse_response_time_seconds_max(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        response_time_seconds_max = _parse_response_time_seconds_max(d.pop("response_time_seconds_max", UNSET))

        def _parse_authenticity_score_min(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        authenticity_score_min = _parse_authenticity_score_min(d.pop("authenticity_score_min", UNSET))

        def _parse_authenticity_score_max(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        authenticity_score_max = _parse_authenticity_score_max(d.pop("authenticity_score_max", UNSET))

        def _parse_deliverable_type(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                deliverable_type_type_0 = cast(list[str], data)

                return deliverable_type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        deliverable_type = _parse_deliverable_type(d.pop("deliverable_type", UNSET))

        def _parse_price_min(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        price_min = _parse_price_min(d.pop("price_min", UNSET))

        def _parse_price_max(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        price_max = _parse_price_max(d.pop("price_max", UNSET))

        def _parse_currency(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        currency = _parse_currency(d.pop("currency", UNSET))

        def _parse_audience_country(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                audience_country_type_0 = cast(list[str], data)

                return audience_country_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        audience_country = _parse_audience_country(d.pop("audience_country", UNSET))

        def _parse_audience_gender(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                audience_gender_type_0 = cast(list[str], data)

                return audience_gender_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        audience_gender = _parse_audience_gender(d.pop("audience_gender", UNSET))

        def _parse_audience_age(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                audience_age_type_0 = cast(list[str], data)

                return audience_age_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        audience_age = _parse_audience_age(d.pop("audience_age", UNSET))

        def _parse_audience_device(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                audience_device_type_0 = cast(list[str], data)

                return audience_device_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        audience_device = _parse_audience_device(d.pop("audience_device", UNSET))

        def _parse_campaign_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        campaign_category = _parse_campaign_category(d.pop("campaign_category", UNSET))

        def _parse_exclusivity_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        exclusivity_category = _parse_exclusivity_category(d.pop("exclusivity_category", UNSET))

        def _parse_q(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        q = _parse_q(d.pop("q", UNSET))

        def _parse_sort(data: object) -> None | SearchCriteriaPatchSortType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sort_type_0 = check_search_criteria_patch_sort_type_0(data)

                return sort_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SearchCriteriaPatchSortType0 | Unset, data)

        sort = _parse_sort(d.pop("sort", UNSET))

        search_criteria_patch = cls(
            category=category,
            country=country,
            region=region,
            language=language,
            format_=format_,
            platform=platform,
            badge=badge,
            industry=industry,
            follower_count_min=follower_count_min,
            follower_count_max=follower_count_max,
            engagement_rate_min=engagement_rate_min,
            engagement_rate_max=engagement_rate_max,
            average_views_min=average_views_min,
            average_views_max=average_views_max,
            median_views_min=median_views_min,
            median_views_max=median_views_max,
            response_time_seconds_max=response_time_seconds_max,
            authenticity_score_min=authenticity_score_min,
            authenticity_score_max=authenticity_score_max,
            deliverable_type=deliverable_type,
            price_min=price_min,
            price_max=price_max,
            currency=currency,
            audience_country=audience_country,
            audience_gender=audience_gender,
            audience_age=audience_age,
            audience_device=audience_device,
            campaign_category=campaign_category,
            exclusivity_category=exclusivity_category,
            q=q,
            sort=sort,
        )

        return search_criteria_patch
