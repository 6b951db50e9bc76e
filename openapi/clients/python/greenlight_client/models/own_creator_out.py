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

if TYPE_CHECKING:
    from ..models.account_out import AccountOut
    from ..models.audience_out import AudienceOut
    from ..models.content_example_out import ContentExampleOut
    from ..models.money import Money
    from ..models.own_completeness_out import OwnCompletenessOut
    from ..models.past_results_out import PastResultsOut
    from ..models.rate_out import RateOut


T = TypeVar("T", bound="OwnCreatorOut")


@_attrs_define
class OwnCreatorOut:
    """You as a creator, with what others do not see.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        organization_id (str):
        platform (str):
        handle (str):
        name (str):
        bio (str):
        country (str):
        languages (list[str]):
        formats (list[str]):
        follower_count (int):
        engagement_rate (float): (likes + comments + shares) / views over the last 30 posts.
        average_views (int):
        median_views (int):
        audience (AudienceOut): Shares of an audience by country, gender, age band and device; empty where the platform
            does not tell.
        rates (list[RateOut]):
        content_examples (list[ContentExampleOut]):
        badges (list[Badge | str]): `complete`: nothing is missing in the profile; `experienced`: 5 orders or more
            completed; `responsive`: answers in less than 48 hours, by `response_time_seconds`, with at least 3 answers
            among the questions that it rests on.
        availability (Availability | str):
        response_time_seconds (int | None): How long the creator usually takes to answer invitations and offers: the
            median of the last 20 that were answered or ran out. One that ran out without an answer counts as longer than
            any answer, if it was open for 48 hours or more; one that the brand took back does not count. Null while there
            are none, and where half of them or more ran out.
        answer_count (int): How many of those were answered.
        past_results (PastResultsOut): What came of a creator's orders on the marketplace. What was paid for them is
            told to nobody else.
        industries (list[str]): What the creator has worked for here: the categories of the campaigns whose orders they
            completed, the most frequent first, as `past_results` counts them. Searches filter and count by it as
            `industry`.
        authenticity_score (int | None): 0 to 100: how much the figures look like those of comparable creators,
            explained at `/v1/creators/{creator_id}/authenticity`. Null where there is not enough data.
        is_search_only (bool): Made for trying searches: nobody else here knows the creator. An invitation or an offer
            is refused with 409 `creator_search_only`.
        accounts (list[AccountOut]):
        statistics_updated_at (None | str):
        version (int):
        object_ (Literal['own_creator']):  Default: 'own_creator'.
        categories (list[str]):
        completeness (OwnCompletenessOut): How much of your profile is there, and what is missing.
        minimum_offer (Money | None):
        blocked_categories (list[str]):
        membership (str): `active`; or `suspended`, `leaving`, `left`: then nobody else sees you.
    """

    created_at: str
    updated_at: str
    id: str
    organization_id: str
    platform: str
    handle: str
    name: str
    bio: str
    country: str
    languages: list[str]
    formats: list[str]
    follower_count: int
    engagement_rate: float
    average_views: int
    median_views: int
    audience: AudienceOut
    rates: list[RateOut]
    content_examples: list[ContentExampleOut]
    badges: list[Badge | str]
    availability: Availability | str
    response_time_seconds: int | None
    answer_count: int
    past_results: PastResultsOut
    industries: list[str]
    authenticity_score: int | None
    is_search_only: bool
    accounts: list[AccountOut]
    statistics_updated_at: None | str
    version: int
    categories: list[str]
    completeness: OwnCompletenessOut
    minimum_offer: Money | None
    blocked_categories: list[str]
    membership: str
    object_: Literal["own_creator"] = "own_creator"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.money import Money  # noqa: PLC0415

        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        organization_id = self.organization_id

        platform = self.platform

        handle = self.handle

        name = self.name

        bio = self.bio

        country = self.country

        languages = self.languages

        formats = self.formats

        follower_count = self.follower_count

        engagement_rate = self.engagement_rate

        average_views = self.average_views

        median_views = self.median_views

        audience = self.audience.to_dict()

        rates = []
        for rates_item_data in self.rates:
            rates_item = rates_item_data.to_dict()
            rates.append(rates_item)

        content_examples = []
        for content_examples_item_data in self.content_examples:
            content_examples_item = content_examples_item_data.to_dict()
            content_examples.append(content_examples_item)

        badges = []
        for badges_item_data in self.badges:
            badges_item: str
            if isinstance(badges_item_data, str):
                badges_item = badges_item_data
            else:
                badges_item = badges_item_data
            badges.append(badges_item)

        availability: str
        if isinstance(self.availability, str):
            availability = self.availability
        else:
            availability = self.availability

        response_time_seconds: int | None
        response_time_seconds = self.response_time_seconds

        answer_count = self.answer_count

        past_results = self.past_results.to_dict()

        industries = self.industries

        authenticity_score: int | None
        authenticity_score = self.authenticity_score

        is_search_only = self.is_search_only

        accounts = []
        for accounts_item_data in self.accounts:
            accounts_item = accounts_item_data.to_dict()
            accounts.append(accounts_item)

        statistics_updated_at: None | str
        statistics_updated_at = self.statistics_updated_at

        version = self.version

        object_ = self.object_

        categories = self.categories

        completeness = self.completeness.to_dict()

        minimum_offer: dict[str, Any] | None
        if isinstance(self.minimum_offer, Money):
            minimum_offer = self.minimum_offer.to_dict()
        else:
            minimum_offer = self.minimum_offer

        blocked_categories = self.blocked_categories

        membership = self.membership

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "organization_id": organization_id,
                "platform": platform,
                "handle": handle,
                "name": name,
                "bio": bio,
                "country": country,
                "languages": languages,
                "formats": formats,
                "follower_count": follower_count,
                "engagement_rate": engagement_rate,
                "average_views": average_views,
                "median_views": median_views,
                "audience": audience,
                "rates": rates,
                "content_examples": content_examples,
                "badges": badges,
                "availability": availability,
                "response_time_seconds": response_time_seconds,
                "answer_count": answer_count,
                "past_results": past_results,
                "industries": industries,
                "authenticity_score": authenticity_score,
                "is_search_only": is_search_only,
                "accounts": accounts,
                "statistics_updated_at": statistics_updated_at,
                "version": version,
                "object": object_,
                "categories": categories,
                "completeness": completeness,
                "minimum_offer": minimum_offer,
                "blocked_categories": blocked_categories,
                "membership": membership,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.account_out import AccountOut  # noqa: PLC0415
        from ..models.audience_out import AudienceOut  # noqa: PLC0415
        from ..models.content_example_out import ContentExampleOut  # noqa: PLC0415
        from ..models.money import Money  # noqa: PLC0415
        from ..models.own_completeness_out import OwnCompletenessOut  # noqa: PLC0415
        from ..models.past_results_out import PastResultsOut  # noqa: PLC0415
        from ..models.rate_out import RateOut  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        organization_id = d.pop("organization_id")

        platform = d.pop("platform")

        handle = d.pop("handle")

        name = d.pop("name")

        bio = d.pop("bio")

        country = d.pop("country")

        languages = cast(list[str], d.pop("languages"))

        formats = cast(list[str], d.pop("formats"))

        follower_count = d.pop("follower_count")

        engagement_rate = d.pop("engagement_rate")

        average_views = d.pop("average_views")

        median_views = d.pop("median_views")

        audience = AudienceOut.from_dict(d.pop("audience"))

        rates = []
        _rates = d.pop("rates")
        for rates_item_data in _rates:
            rates_item = RateOut.from_dict(rates_item_data)

            rates.append(rates_item)

        content_examples = []
        _content_examples = d.pop("content_examples")
        for content_examples_item_data in _content_examples:
            content_examples_item = ContentExampleOut.from_dict(content_examples_item_data)

            content_examples.append(content_examples_item)

        badges = []
        _badges = d.pop("badges")
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

        def _parse_availability(data: object) -> Availability | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                availability_type_0 = check_availability(data)

                return availability_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Availability | str, data)

        availability = _parse_availability(d.pop("availability"))

        def _parse_response_time_seconds(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        response_time_seconds = _parse_response_time_seconds(d.pop("response_time_seconds"))

        answer_count = d.pop("answer_count")

        past_results = PastResultsOut.from_dict(d.pop("past_results"))

        industries = cast(list[str], d.pop("industries"))

        def _parse_authenticity_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        authenticity_score = _parse_authenticity_score(d.pop("authenticity_score"))

        is_search_only = d.pop("is_search_only")

        accounts = []
        _accounts = d.pop("accounts")
        for accounts_item_data in _accounts:
            accounts_item = AccountOut.from_dict(accounts_item_data)

            accounts.append(accounts_item)

        def _parse_statistics_updated_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        statistics_updated_at = _parse_statistics_updated_at(d.pop("statistics_updated_at"))

        version = d.pop("version")

        object_ = cast(Literal["own_creator"], d.pop("object"))
        if object_ != "own_creator":
            raise ValueError(f"object must match const 'own_creator', got '{object_}'")

        categories = cast(list[str], d.pop("categories"))

        completeness = OwnCompletenessOut.from_dict(d.pop("completeness"))

        def _parse_minimum_offer(data: object) -> Money | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                minimum_offer_type_0 = Money.from_dict(data)

                return minimum_offer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Money | None, data)

        minimum_offer = _parse_minimum_offer(d.pop("minimum_offer"))

        blocked_categories = cast(list[str], d.pop("blocked_categories"))

        membership = d.pop("membership")

        own_creator_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
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
            object_=object_,
            categories=categories,
            completeness=completeness,
            minimum_offer=minimum_offer,
            blocked_categories=blocked_categories,
            membership=membership,
        )

        own_creator_out.additional_properties = d
        return own_creator_out

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
