from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.availability import Availability, check_availability
from ..models.badge import Badge, check_badge
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.account_out import AccountOut
    from ..models.audience_out import AudienceOut
    from ..models.completeness_out import CompletenessOut
    from ..models.content_example_out import ContentExampleOut
    from ..models.past_results_out import PastResultsOut
    from ..models.rate_out import RateOut


T = TypeVar("T", bound="CreatorPart")


@_attrs_define
class CreatorPart:
    """The parts of a creator that `fields` named.

    Attributes:
        id (str):
        object_ (Literal['creator']):  Default: 'creator'.
        created_at (str | Unset): RFC 3339, UTC.
        updated_at (str | Unset): RFC 3339, UTC.
        organization_id (str | Unset):
        platform (str | Unset):
        handle (str | Unset):
        name (str | Unset):
        bio (str | Unset):
        country (str | Unset):
        languages (list[str] | Unset):
        formats (list[str] | Unset):
        follower_count (int | Unset):
        engagement_rate (float | Unset): (likes + comments + shares) / views over the last 30 posts.
        average_views (int | Unset):
        median_views (int | Unset):
        audience (AudienceOut | Unset): Shares of an audience by country, gender, age band and device; empty where the
            platform does not tell.
        rates (list[RateOut] | Unset):
        content_examples (list[ContentExampleOut] | Unset):
        badges (list[Badge | str] | Unset): `complete`: nothing is missing in the profile; `experienced`: 5 orders or
            more completed; `responsive`: answers in less than 48 hours, by `response_time_seconds`, with at least 3 answers
            among the questions that it rests on.
        availability (Availability | str | Unset):
        response_time_seconds (int | None | Unset): How long the creator usually takes to answer invitations and offers:
            the median of the last 20 that were answered or ran out. One that ran out without an answer counts as longer
            than any answer, if it was open for 48 hours or more; one that the brand took back does not count. Null while
            there are none, and where half of them or more ran out.
        answer_count (int | Unset): How many of those were answered.
        past_results (PastResultsOut | Unset): What came of a creator's orders on the marketplace. What was paid for
            them is told to nobody else.
        industries (list[str] | Unset): What the creator has worked for here: the categories of the campaigns whose
            orders they completed, the most frequent first, as `past_results` counts them. Searches filter and count by it
            as `industry`.
        authenticity_score (int | None | Unset): 0 to 100: how much the figures look like those of comparable creators,
            explained at `/v1/creators/{creator_id}/authenticity`. Null where there is not enough data.
        is_search_only (bool | Unset): Made for trying searches: nobody else here knows the creator. An invitation or an
            offer is refused with 409 `creator_search_only`.
        accounts (list[AccountOut] | Unset):
        statistics_updated_at (None | str | Unset):
        version (int | Unset):
        categories (list[str] | Unset):
        completeness (CompletenessOut | Unset): How much of a profile is there.
    """

    id: str
    object_: Literal["creator"] = "creator"
    created_at: str | Unset = UNSET
    updated_at: str | Unset = UNSET
    organization_id: str | Unset = UNSET
    platform: str | Unset = UNSET
    handle: str | Unset = UNSET
    name: str | Unset = UNSET
    bio: str | Unset = UNSET
    country: str | Unset = UNSET
    languages: list[str] | Unset = UNSET
    formats: list[str] | Unset = UNSET
    follower_count: int | Unset = UNSET
    engagement_rate: float | Unset = UNSET
    average_views: int | Unset = UNSET
    median_views: int | Unset = UNSET
    audience: AudienceOut | Unset = UNSET
    rates: list[RateOut] | Unset = UNSET
    content_examples: list[ContentExampleOut] | Unset = UNSET
    badges: list[Badge | str] | Unset = UNSET
    availability: Availability | str | Unset = UNSET
    response_time_seconds: int | None | Unset = UNSET
    answer_count: int | Unset = UNSET
    past_results: PastResultsOut | Unset = UNSET
    industries: list[str] | Unset = UNSET
    authenticity_score: int | None | Unset = UNSET
    is_search_only: bool | Unset = UNSET
    accounts: list[AccountOut] | Unset = UNSET
    statistics_updated_at: None | str | Unset = UNSET
    version: int | Unset = UNSET
    categories: list[str] | Unset = UNSET
    completeness: CompletenessOut | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        object_ = self.object_

        created_at = self.created_at

        updated_at = self.updated_at

        organization_id = self.organization_id

        platform = self.platform

        handle = self.handle

        name = self.name

        bio = self.bio

        country = self.country

        languages: list[str] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = self.languages

        formats: list[str] | Unset = UNSET
        if not isinstance(self.formats, Unset):
            formats = self.formats

        follower_count = self.follower_count

        engagement_rate = self.engagement_rate

        average_views = self.average_views

        median_views = self.median_views

        audience: dict[str, Any] | Unset = UNSET
        if not isinstance(self.audience, Unset):
            audience = self.audience.to_dict()

        rates: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rates, Unset):
            rates = []
            for rates_item_data in self.rates:
                rates_item = rates_item_data.to_dict()
                rates.append(rates_item)

        content_examples: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.content_examples, Unset):
            content_examples = []
            for content_examples_item_data in self.content_examples:
                content_examples_item = content_examples_item_data.to_dict()
                content_examples.append(content_examples_item)

        badges: list[str] | Unset = UNSET
        if not isinstance(self.badges, Unset):
            badges = []
            for badges_item_data in self.badges:
                badges_item: str
                if isinstance(badges_item_data, str):
                    badges_item = badges_item_data
                else:
                    badges_item = badges_item_data
                badges.append(badges_item)

        availability: str | Unset
        if isinstance(self.availability, Unset):
            availability = UNSET
        elif isinstance(self.availability, str):
            availability = self.availability
        else:
            availability = self.availability

        response_time_seconds: int | None | Unset
        if isinstance(self.response_time_seconds, Unset):
            response_time_seconds = UNSET
        else:
            response_time_seconds = self.response_time_seconds

        answer_count = self.answer_count

        past_results: dict[str, Any] | Unset = UNSET
        if not isinstance(self.past_results, Unset):
            past_results = self.past_results.to_dict()

        industries: list[str] | Unset = UNSET
        if not isinstance(self.industries, Unset):
            industries = self.industries

        authenticity_score: int | None | Unset
        if isinstance(self.authenticity_score, Unset):
            authenticity_score = UNSET
        else:
            authenticity_score = self.authenticity_score

        is_search_only = self.is_search_only

        accounts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.accounts, Unset):
            accounts = []
            for accounts_item_data in self.accounts:
                accounts_item = accounts_item_data.to_dict()
                accounts.append(accounts_item)

        statistics_updated_at: None | str | Unset
        if isinstance(self.statistics_updated_at, Unset):
            statistics_updated_at = UNSET
        else:
            statistics_updated_at = self.statistics_updated_at

        version = self.version

        categories: list[str] | Unset = UNSET
        if not isinstance(self.categories, Unset):
            categories = self.categories

        completeness: dict[str, Any] | Unset = UNSET
        if not isinstance(self.completeness, Unset):
            completeness = self.completeness.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "object": object_,
            }
        )
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if updated_at is not UNSET:
            field_dict["updated_at"] = updated_at
        if organization_id is not UNSET:
            field_dict["organization_id"] = organization_id
        if platform is not UNSET:
            field_dict["platform"] = platform
        if handle is not UNSET:
            field_dict["handle"] = handle
        if name is not UNSET:
            field_dict["name"] = name
        if bio is not UNSET:
            field_dict["bio"] = bio
        if country is not UNSET:
            field_dict["country"] = country
        if languages is not UNSET:
            field_dict["languages"] = languages
        if formats is not UNSET:
            field_dict["formats"] = formats
        if follower_count is not UNSET:
            field_dict["follower_count"] = follower_count
        if engagement_rate is not UNSET:
            field_dict["engagement_rate"] = engagement_rate
        if average_views is not UNSET:
            field_dict["average_views"] = average_views
        if median_views is not UNSET:
            field_dict["median_views"] = median_views
        if audience is not UNSET:
            field_dict["audience"] = audience
        if rates is not UNSET:
            field_dict["rates"] = rates
        if content_examples is not UNSET:
            field_dict["content_examples"] = content_examples
        if badges is not UNSET:
            field_dict["badges"] = badges
        if availability is not UNSET:
            field_dict["availability"] = availability
        if response_time_seconds is not UNSET:
            field_dict["response_time_seconds"] = response_time_seconds
        if answer_count is not UNSET:
            field_dict["answer_count"] = answer_count
        if past_results is not UNSET:
            field_dict["past_results"] = past_results
        if industries is not UNSET:
            field_dict["industries"] = industries
        if authenticity_score is not UNSET:
            field_dict["authenticity_score"] = authenticity_score
        if is_search_only is not UNSET:
            field_dict["is_search_only"] = is_search_only
        if accounts is not UNSET:
            field_dict["accounts"] = accounts
        if statistics_updated_at is not UNSET:
            field_dict["statistics_updated_at"] = statistics_updated_at
        if version is not UNSET:
            field_dict["version"] = version
        if categories is not UNSET:
            field_dict["categories"] = categories
        if completeness is not UNSET:
            field_dict["completeness"] = completeness

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.account_out import AccountOut  # noqa: PLC0415
        from ..models.audience_out import AudienceOut  # noqa: PLC0415
        from ..models.completeness_out import CompletenessOut  # noqa: PLC0415
        from ..models.content_example_out import ContentExampleOut  # noqa: PLC0415
        from ..models.past_results_out import PastResultsOut  # noqa: PLC0415
        from ..models.rate_out import RateOut  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        object_ = cast(Literal["creator"], d.pop("object"))
        if object_ != "creator":
            raise ValueError(f"object must match const 'creator', got '{object_}'")

        created_at = d.pop("created_at", UNSET)

        updated_at = d.pop("updated_at", UNSET)

        organization_id = d.pop("organization_id", UNSET)

        platform = d.pop("platform", UNSET)

        handle = d.pop("handle", UNSET)

        name = d.pop("name", UNSET)

        bio = d.pop("bio", UNSET)

        country = d.pop("country", UNSET)

        languages = cast(list[str], d.pop("languages", UNSET))

        formats = cast(list[str], d.pop("formats", UNSET))

        follower_count = d.pop("follower_count", UNSET)

        engagement_rate = d.pop("engagement_rate", UNSET)

        average_views = d.pop("average_views", UNSET)

        median_views = d.pop("median_views", UNSET)

        _audience = d.pop("audience", UNSET)
        audience: AudienceOut | Unset
        if isinstance(_audience, Unset):
            audience = UNSET
        else:
            audience = AudienceOut.from_dict(_audience)

        _rates = d.pop("rates", UNSET)
        rates: list[RateOut] | Unset = UNSET
        if _rates is not UNSET:
            rates = []
            for rates_item_data in _rates:
                rates_item = RateOut.from_dict(rates_item_data)

                rates.append(rates_item)

        _content_examples = d.pop("content_examples", UNSET)
        content_examples: list[ContentExampleOut] | Unset = UNSET
        if _content_examples is not UNSET:
            content_examples = []
            for content_examples_item_data in _content_examples:
                content_examples_item = ContentExampleOut.from_dict(content_examples_item_data)

                content_examples.append(content_examples_item)

        _badges = d.pop("badges", UNSET)
        badges: list[Badge | str] | Unset = UNSET
        if _badges is not UNSET:
            badges = []
            for badges_item_data in _badges:

                def _parse_badges_item(data: object) -> Badge | str:
                    try:
                        if not isinstance(data, str):
                            raise TypeError()
                        badges_item_type_0 = check_badge(data)

                        return badges_item_type_0
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    return cast(Badge | str, data)

                badges_item = _parse_badges_item(badges_item_data)

                badges.append(badges_item)

        def _parse_availability(data: object) -> Availability | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                availability_type_0 = check_availability(data)

                return availability_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Availability | str | Unset, data)

        availability = _parse_availability(d.pop("availability", UNSET))

        def _parse_response_time_seconds(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        response_time_seconds = _parse_response_time_seconds(d.pop("response_time_seconds", UNSET))

        answer_count = d.pop("answer_count", UNSET)

        _past_results = d.pop("past_results", UNSET)
        past_results: PastResultsOut | Unset
        if isinstance(_past_results, Unset):
            past_results = UNSET
        else:
            past_results = PastResultsOut.from_dict(_past_results)

        industries = cast(list[str], d.pop("industries", UNSET))

        def _parse_authenticity_score(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        authenticity_score = _parse_authenticity_score(d.pop("authenticity_score", UNSET))

        is_search_only = d.pop("is_search_only", UNSET)

        _accounts = d.pop("accounts", UNSET)
        accounts: list[AccountOut] | Unset = UNSET
        if _accounts is not UNSET:
            accounts = []
            for accounts_item_data in _accounts:
                accounts_item = AccountOut.from_dict(accounts_item_data)

                accounts.append(accounts_item)

        def _parse_statistics_updated_at(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        statistics_updated_at = _parse_statistics_updated_at(d.pop("statistics_updated_at", UNSET))

        version = d.pop("version", UNSET)

        categories = cast(list[str], d.pop("categories", UNSET))

        _completeness = d.pop("completeness", UNSET)
        completeness: CompletenessOut | Unset
        if isinstance(_completeness, Unset):
            completeness = UNSET
        else:
            completeness = CompletenessOut.from_dict(_completeness)

        creator_part = cls(
            id=id,
            object_=object_,
            created_at=created_at,
            updated_at=updated_at,
            organization_id=organization_id,
            platform=platform,
            handle=handle,
            name=name,
            bio=bio,
            country=country,
            languages=languages,
            formats=formats,
            follower_count=follower_count,
            engagement_rate=engagement_rate,
            average_views=average_views,
            median_views=median_views,
            audience=audience,
            rates=rates,
            content_examples=content_examples,
            badges=badges,
            availability=availability,
            response_time_seconds=response_time_seconds,
            answer_count=answer_count,
            past_results=past_results,
            industries=industries,
            authenticity_score=authenticity_score,
            is_search_only=is_search_only,
            accounts=accounts,
            statistics_updated_at=statistics_updated_at,
            version=version,
            categories=categories,
            completeness=completeness,
        )

        creator_part.additional_properties = d
        return creator_part

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
