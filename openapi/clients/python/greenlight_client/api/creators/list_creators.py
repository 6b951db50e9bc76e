from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.creator_listing import CreatorListing
from ...models.facet_name import FacetName
from ...models.list_creators_fields_item import (
    ListCreatorsFieldsItem,
)
from ...models.list_creators_sort import ListCreatorsSort
from ...models.problem import Problem
from ...models.region import Region
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    category: list[str] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    region: list[Region] | Unset = UNSET,
    language: list[str] | Unset = UNSET,
    format_: list[str] | Unset = UNSET,
    platform: list[str] | Unset = UNSET,
    badge: list[str] | Unset = UNSET,
    industry: list[str] | Unset = UNSET,
    follower_count_min: int | Unset = UNSET,
    follower_count_max: int | Unset = UNSET,
    engagement_rate_min: float | Unset = UNSET,
    engagement_rate_max: float | Unset = UNSET,
    average_views_min: int | Unset = UNSET,
    average_views_max: int | Unset = UNSET,
    median_views_min: int | Unset = UNSET,
    median_views_max: int | Unset = UNSET,
    response_time_seconds_max: int | Unset = UNSET,
    authenticity_score_min: int | Unset = UNSET,
    authenticity_score_max: int | Unset = UNSET,
    deliverable_type: list[str] | Unset = UNSET,
    price_min: int | Unset = UNSET,
    price_max: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    audience_country: list[str] | Unset = UNSET,
    audience_gender: list[str] | Unset = UNSET,
    audience_age: list[str] | Unset = UNSET,
    audience_device: list[str] | Unset = UNSET,
    campaign_category: str | Unset = UNSET,
    exclusivity_category: str | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: ListCreatorsSort | Unset = "relevance",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    facet: list[FacetName] | Unset = UNSET,
    facet_limit: int | Unset = 20,
    fields: list[ListCreatorsFieldsItem] | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    params: dict[str, Any] = {}

    json_category: list[str] | Unset = UNSET
    if not isinstance(category, Unset):
        json_category = category

    params["category"] = json_category

    json_country: list[str] | Unset = UNSET
    if not isinstance(country, Unset):
        json_country = country

    params["country"] = json_country

    json_region: list[str] | Unset = UNSET
    if not isinstance(region, Unset):
        json_region = []
        for region_item_data in region:
            region_item: str = region_item_data
            json_region.append(region_item)

    params["region"] = json_region

    json_language: list[str] | Unset = UNSET
    if not isinstance(language, Unset):
        json_language = language

    params["language"] = json_language

    json_format_: list[str] | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_

    params["format"] = json_format_

    json_platform: list[str] | Unset = UNSET
    if not isinstance(platform, Unset):
        json_platform = platform

    params["platform"] = json_platform

    json_badge: list[str] | Unset = UNSET
    if not isinstance(badge, Unset):
        json_badge = badge

    params["badge"] = json_badge

    json_industry: list[str] | Unset = UNSET
    if not isinstance(industry, Unset):
        json_industry = industry

    params["industry"] = json_industry

    params["follower_count_min"] = follower_count_min

    params["follower_count_max"] = follower_count_max

    params["engagement_rate_min"] = engagement_rate_min

    params["engagement_rate_max"] = engagement_rate_max

    params["average_views_min"] = average_views_min

    params["average_views_max"] = average_views_max

    params["median_views_min"] = median_views_min

    params["median_views_max"] = median_views_max

    params["response_time_seconds_max"] = response_time_seconds_max

    params["authenticity_score_min"] = authenticity_score_min

    params["authenticity_score_max"] = authenticity_score_max

    json_deliverable_type: list[str] | Unset = UNSET
    if not isinstance(deliverable_type, Unset):
        json_deliverable_type = deliverable_type

    params["deliverable_type"] = json_deliverable_type

    params["price_min"] = price_min

    params["price_max"] = price_max

    params["currency"] = currency

    json_audience_country: list[str] | Unset = UNSET
    if not isinstance(audience_country, Unset):
        json_audience_country = audience_country

    params["audience_country"] = json_audience_country

    json_audience_gender: list[str] | Unset = UNSET
    if not isinstance(audience_gender, Unset):
        json_audience_gender = audience_gender

    params["audience_gender"] = json_audience_gender

    json_audience_age: list[str] | Unset = UNSET
    if not isinstance(audience_age, Unset):
        json_audience_age = audience_age

    params["audience_age"] = json_audience_age

    json_audience_device: list[str] | Unset = UNSET
    if not isinstance(audience_device, Unset):
        json_audience_device = audience_device

    params["audience_device"] = json_audience_device

    params["campaign_category"] = campaign_category

    params["exclusivity_category"] = exclusivity_category

    params["q"] = q

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort

    params["sort"] = json_sort

    params["limit"] = limit

    params["cursor"] = cursor

    json_facet: list[str] | Unset = UNSET
    if not isinstance(facet, Unset):
        json_facet = []
        for facet_item_data in facet:
            facet_item: str = facet_item_data
            json_facet.append(facet_item)

    params["facet"] = json_facet

    params["facet_limit"] = facet_limit

    json_fields: list[str] | Unset = UNSET
    if not isinstance(fields, Unset):
        json_fields = []
        for fields_item_data in fields:
            fields_item: str = fields_item_data
            json_fields.append(fields_item)

    params["fields"] = json_fields

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/creators",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CreatorListing | Problem:
    if response.status_code == 200:
        response_200 = CreatorListing.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 406:
        response_406 = Problem.from_dict(response.json())

        return response_406

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[CreatorListing | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    category: list[str] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    region: list[Region] | Unset = UNSET,
    language: list[str] | Unset = UNSET,
    format_: list[str] | Unset = UNSET,
    platform: list[str] | Unset = UNSET,
    badge: list[str] | Unset = UNSET,
    industry: list[str] | Unset = UNSET,
    follower_count_min: int | Unset = UNSET,
    follower_count_max: int | Unset = UNSET,
    engagement_rate_min: float | Unset = UNSET,
    engagement_rate_max: float | Unset = UNSET,
    average_views_min: int | Unset = UNSET,
    average_views_max: int | Unset = UNSET,
    median_views_min: int | Unset = UNSET,
    median_views_max: int | Unset = UNSET,
    response_time_seconds_max: int | Unset = UNSET,
    authenticity_score_min: int | Unset = UNSET,
    authenticity_score_max: int | Unset = UNSET,
    deliverable_type: list[str] | Unset = UNSET,
    price_min: int | Unset = UNSET,
    price_max: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    audience_country: list[str] | Unset = UNSET,
    audience_gender: list[str] | Unset = UNSET,
    audience_age: list[str] | Unset = UNSET,
    audience_device: list[str] | Unset = UNSET,
    campaign_category: str | Unset = UNSET,
    exclusivity_category: str | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: ListCreatorsSort | Unset = "relevance",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    facet: list[FacetName] | Unset = UNSET,
    facet_limit: int | Unset = 20,
    fields: list[ListCreatorsFieldsItem] | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[CreatorListing | Problem]:
    """List creators

     Find creators who take new work, with exact counts.

    Only creators who are available are shown: who is on vacation is in no page and no count until they
    are back.
    Total and counts are of the moment of each page. While creators change, cursors keep their place:
    who stays as they are is
    shown exactly once, and nobody twice unless their place in the order moved. Who is hidden meanwhile
    is left out at once, so a
    page may be shorter than `limit` though another follows.

    Args:
        category (list[str] | Unset): What the content is about: a search with
            `facet=category&facet_limit=1000` tells which values there are. Repeat it for *either*.
        country (list[str] | Unset): Where the creator is at home. Repeat it for *either*.
        region (list[Region] | Unset): All countries of a region by the United Nations' M49, as if
            each stood in `country`: with both, either.
        language (list[str] | Unset): What the creator speaks. Repeat it for *either*.
        format_ (list[str] | Unset): What the creator makes. Repeat it for *either*.
        platform (list[str] | Unset): Where the creator has an account. Repeat it for *either*.
        badge (list[str] | Unset): What the creator has earned here. Repeat it for *either*.
        industry (list[str] | Unset): What the creator has worked for on the marketplace: the
            category of a campaign of which they completed an order, in the words of `category`, which
            tells what their own content is about. Who has completed none yet is left out. Repeat it
            for *either*.
        follower_count_min (int | Unset):
        follower_count_max (int | Unset):
        engagement_rate_min (float | Unset):
        engagement_rate_max (float | Unset):
        average_views_min (int | Unset):
        average_views_max (int | Unset):
        median_views_min (int | Unset):
        median_views_max (int | Unset):
        response_time_seconds_max (int | Unset): The creator usually answers within it. Who was
            never asked, or usually does not answer, is left out.
        authenticity_score_min (int | Unset): 0 to 100. Who has no score yet is left out by any
            bound.
        authenticity_score_max (int | Unset): 0 to 100. Who has no score yet is left out by any
            bound.
        deliverable_type (list[str] | Unset): The creator has a rate for it. Repeat it for
            *either*.
        price_min (int | Unset): In minor units of `currency`: a rate, of a `deliverable_type`
            where one is named, lies in the range. Rates in other currencies count at the day's
            exchange rate, rounded down; `exchange_rates` names it, and those in its
            `currencies_not_compared` do not count: who has no others is left out.
        price_max (int | Unset): As `price_min`, with the same currencies left out. Creators who,
            by their own word, do not work for so little of this currency are left out, too. That word
            is never printed, and compared in coarse steps only (1, 2, 5, 10, 20, 50 …): who tries
            many prices learns in which step it lies, and no more.
        currency (str | Unset): What prices are in: needed with them, and for the order by
            `price`. One that the European Central Bank does not quote, and that has no official fixed
            rate, is compared with rates in itself only.
        audience_country (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Countries are those of `country`. Repeat it for
            *either*.
        audience_gender (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        audience_age (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        audience_device (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        campaign_category (str | Unset): What your campaign is about: creators who do not work for
            that are left out. The list of what they do not work for is never printed; but who asks
            for one creator, by `q`, with and without a category learns whether they work for that
            one. An invitation says so too (`category_blocked`).
        exclusivity_category (str | Unset): What your campaign wants for itself: creators whom an
            order binds to one brand in it now are left out. To which brand, by which order and until
            when is never printed; but who asks for one creator, by `q`, with and without a category
            learns that they are bound in it, and by asking again, about when that ends.
        q (str | Unset): Each word begins a word of handle, name or bio; case and accents do not
            matter. A word of 5 letters and more also finds a word of the handle that differs by one
            letter.
        sort (ListCreatorsSort | Unset): `-` for descending. Ties stand in the order of ids; who
            has no such value comes last. `relevance`, with or without `-`, has the best first: each
            word of `q` counts 3 in the handle, else 2 in the name, else 1; among equals, and without
            `q`, the better profile is first, by a number from 0 to 100 (completeness 40 %,
            authenticity 20 %, responsive 20 %, experienced 20 %). `price`, which needs `currency`, is
            the lowest rate that fits, at the day's exchange rate. Default: 'relevance'.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before, for the same filters and order, as
            parameters or as a body. It keeps its place while creators change: who stays as they are
            is shown exactly once, and nobody twice unless their place in the order moved. Counts are
            of the moment of each page.
        facet (list[FacetName] | Unset): Count the creators by the values of this, exactly. Repeat
            it for several.
        facet_limit (int | Unset): How many values of a facet at most, the most frequent first.
            Default: 20.
        fields (list[ListCreatorsFieldsItem] | Unset): Which parts of each creator are wanted,
            beside `id` and `object`: repeated, or with commas between them. All of them where none is
            named.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorListing | Problem]
    """

    kwargs = _get_kwargs(
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
        limit=limit,
        cursor=cursor,
        facet=facet,
        facet_limit=facet_limit,
        fields=fields,
        greenlight_organization=greenlight_organization,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    category: list[str] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    region: list[Region] | Unset = UNSET,
    language: list[str] | Unset = UNSET,
    format_: list[str] | Unset = UNSET,
    platform: list[str] | Unset = UNSET,
    badge: list[str] | Unset = UNSET,
    industry: list[str] | Unset = UNSET,
    follower_count_min: int | Unset = UNSET,
    follower_count_max: int | Unset = UNSET,
    engagement_rate_min: float | Unset = UNSET,
    engagement_rate_max: float | Unset = UNSET,
    average_views_min: int | Unset = UNSET,
    average_views_max: int | Unset = UNSET,
    median_views_min: int | Unset = UNSET,
    median_views_max: int | Unset = UNSET,
    response_time_seconds_max: int | Unset = UNSET,
    authenticity_score_min: int | Unset = UNSET,
    authenticity_score_max: int | Unset = UNSET,
    deliverable_type: list[str] | Unset = UNSET,
    price_min: int | Unset = UNSET,
    price_max: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    audience_country: list[str] | Unset = UNSET,
    audience_gender: list[str] | Unset = UNSET,
    audience_age: list[str] | Unset = UNSET,
    audience_device: list[str] | Unset = UNSET,
    campaign_category: str | Unset = UNSET,
    exclusivity_category: str | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: ListCreatorsSort | Unset = "relevance",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    facet: list[FacetName] | Unset = UNSET,
    facet_limit: int | Unset = 20,
    fields: list[ListCreatorsFieldsItem] | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> CreatorListing | Problem | None:
    """List creators

     Find creators who take new work, with exact counts.

    Only creators who are available are shown: who is on vacation is in no page and no count until they
    are back.
    Total and counts are of the moment of each page. While creators change, cursors keep their place:
    who stays as they are is
    shown exactly once, and nobody twice unless their place in the order moved. Who is hidden meanwhile
    is left out at once, so a
    page may be shorter than `limit` though another follows.

    Args:
        category (list[str] | Unset): What the content is about: a search with
            `facet=category&facet_limit=1000` tells which values there are. Repeat it for *either*.
        country (list[str] | Unset): Where the creator is at home. Repeat it for *either*.
        region (list[Region] | Unset): All countries of a region by the United Nations' M49, as if
            each stood in `country`: with both, either.
        language (list[str] | Unset): What the creator speaks. Repeat it for *either*.
        format_ (list[str] | Unset): What the creator makes. Repeat it for *either*.
        platform (list[str] | Unset): Where the creator has an account. Repeat it for *either*.
        badge (list[str] | Unset): What the creator has earned here. Repeat it for *either*.
        industry (list[str] | Unset): What the creator has worked for on the marketplace: the
            category of a campaign of which they completed an order, in the words of `category`, which
            tells what their own content is about. Who has completed none yet is left out. Repeat it
            for *either*.
        follower_count_min (int | Unset):
        follower_count_max (int | Unset):
        engagement_rate_min (float | Unset):
        engagement_rate_max (float | Unset):
        average_views_min (int | Unset):
        average_views_max (int | Unset):
        median_views_min (int | Unset):
        median_views_max (int | Unset):
        response_time_seconds_max (int | Unset): The creator usually answers within it. Who was
            never asked, or usually does not answer, is left out.
        authenticity_score_min (int | Unset): 0 to 100. Who has no score yet is left out by any
            bound.
        authenticity_score_max (int | Unset): 0 to 100. Who has no score yet is left out by any
            bound.
        deliverable_type (list[str] | Unset): The creator has a rate for it. Repeat it for
            *either*.
        price_min (int | Unset): In minor units of `currency`: a rate, of a `deliverable_type`
            where one is named, lies in the range. Rates in other currencies count at the day's
            exchange rate, rounded down; `exchange_rates` names it, and those in its
            `currencies_not_compared` do not count: who has no others is left out.
        price_max (int | Unset): As `price_min`, with the same currencies left out. Creators who,
            by their own word, do not work for so little of this currency are left out, too. That word
            is never printed, and compared in coarse steps only (1, 2, 5, 10, 20, 50 …): who tries
            many prices learns in which step it lies, and no more.
        currency (str | Unset): What prices are in: needed with them, and for the order by
            `price`. One that the European Central Bank does not quote, and that has no official fixed
            rate, is compared with rates in itself only.
        audience_country (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Countries are those of `country`. Repeat it for
            *either*.
        audience_gender (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        audience_age (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        audience_device (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        campaign_category (str | Unset): What your campaign is about: creators who do not work for
            that are left out. The list of what they do not work for is never printed; but who asks
            for one creator, by `q`, with and without a category learns whether they work for that
            one. An invitation says so too (`category_blocked`).
        exclusivity_category (str | Unset): What your campaign wants for itself: creators whom an
            order binds to one brand in it now are left out. To which brand, by which order and until
            when is never printed; but who asks for one creator, by `q`, with and without a category
            learns that they are bound in it, and by asking again, about when that ends.
        q (str | Unset): Each word begins a word of handle, name or bio; case and accents do not
            matter. A word of 5 letters and more also finds a word of the handle that differs by one
            letter.
        sort (ListCreatorsSort | Unset): `-` for descending. Ties stand in the order of ids; who
            has no such value comes last. `relevance`, with or without `-`, has the best first: each
            word of `q` counts 3 in the handle, else 2 in the name, else 1; among equals, and without
            `q`, the better profile is first, by a number from 0 to 100 (completeness 40 %,
            authenticity 20 %, responsive 20 %, experienced 20 %). `price`, which needs `currency`, is
            the lowest rate that fits, at the day's exchange rate. Default: 'relevance'.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before, for the same filters and order, as
            parameters or as a body. It keeps its place while creators change: who stays as they are
            is shown exactly once, and nobody twice unless their place in the order moved. Counts are
            of the moment of each page.
        facet (list[FacetName] | Unset): Count the creators by the values of this, exactly. Repeat
            it for several.
        facet_limit (int | Unset): How many values of a facet at most, the most frequent first.
            Default: 20.
        fields (list[ListCreatorsFieldsItem] | Unset): Which parts of each creator are wanted,
            beside `id` and `object`: repeated, or with commas between them. All of them where none is
            named.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorListing | Problem
    """

    return sync_detailed(
        client=client,
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
        limit=limit,
        cursor=cursor,
        facet=facet,
        facet_limit=facet_limit,
        fields=fields,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    category: list[str] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    region: list[Region] | Unset = UNSET,
    language: list[str] | Unset = UNSET,
    format_: list[str] | Unset = UNSET,
    platform: list[str] | Unset = UNSET,
    badge: list[str] | Unset = UNSET,
    industry: list[str] | Unset = UNSET,
    follower_count_min: int | Unset = UNSET,
    follower_count_max: int | Unset = UNSET,
    engagement_rate_min: float | Unset = UNSET,
    engagement_rate_max: float | Unset = UNSET,
    average_views_min: int | Unset = UNSET,
    average_views_max: int | Unset = UNSET,
    median_views_min: int | Unset = UNSET,
    median_views_max: int | Unset = UNSET,
    response_time_seconds_max: int | Unset = UNSET,
    authenticity_score_min: int | Unset = UNSET,
    authenticity_score_max: int | Unset = UNSET,
    deliverable_type: list[str] | Unset = UNSET,
    price_min: int | Unset = UNSET,
    price_max: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    audience_country: list[str] | Unset = UNSET,
    audience_gender: list[str] | Unset = UNSET,
    audience_age: list[str] | Unset = UNSET,
    audience_device: list[str] | Unset = UNSET,
    campaign_category: str | Unset = UNSET,
    exclusivity_category: str | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: ListCreatorsSort | Unset = "relevance",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    facet: list[FacetName] | Unset = UNSET,
    facet_limit: int | Unset = 20,
    fields: list[ListCreatorsFieldsItem] | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[CreatorListing | Problem]:
    """List creators

     Find creators who take new work, with exact counts.

    Only creators who are available are shown: who is on vacation is in no page and no count until they
    are back.
    Total and counts are of the moment of each page. While creators change, cursors keep their place:
    who stays as they are is
    shown exactly once, and nobody twice unless their place in the order moved. Who is hidden meanwhile
    is left out at once, so a
    page may be shorter than `limit` though another follows.

    Args:
        category (list[str] | Unset): What the content is about: a search with
            `facet=category&facet_limit=1000` tells which values there are. Repeat it for *either*.
        country (list[str] | Unset): Where the creator is at home. Repeat it for *either*.
        region (list[Region] | Unset): All countries of a region by the United Nations' M49, as if
            each stood in `country`: with both, either.
        language (list[str] | Unset): What the creator speaks. Repeat it for *either*.
        format_ (list[str] | Unset): What the creator makes. Repeat it for *either*.
        platform (list[str] | Unset): Where the creator has an account. Repeat it for *either*.
        badge (list[str] | Unset): What the creator has earned here. Repeat it for *either*.
        industry (list[str] | Unset): What the creator has worked for on the marketplace: the
            category of a campaign of which they completed an order, in the words of `category`, which
            tells what their own content is about. Who has completed none yet is left out. Repeat it
            for *either*.
        follower_count_min (int | Unset):
        follower_count_max (int | Unset):
        engagement_rate_min (float | Unset):
        engagement_rate_max (float | Unset):
        average_views_min (int | Unset):
        average_views_max (int | Unset):
        median_views_min (int | Unset):
        median_views_max (int | Unset):
        response_time_seconds_max (int | Unset): The creator usually answers within it. Who was
            never asked, or usually does not answer, is left out.
        authenticity_score_min (int | Unset): 0 to 100. Who has no score yet is left out by any
            bound.
        authenticity_score_max (int | Unset): 0 to 100. Who has no score yet is left out by any
            bound.
        deliverable_type (list[str] | Unset): The creator has a rate for it. Repeat it for
            *either*.
        price_min (int | Unset): In minor units of `currency`: a rate, of a `deliverable_type`
            where one is named, lies in the range. Rates in other currencies count at the day's
            exchange rate, rounded down; `exchange_rates` names it, and those in its
            `currencies_not_compared` do not count: who has no others is left out.
        price_max (int | Unset): As `price_min`, with the same currencies left out. Creators who,
            by their own word, do not work for so little of this currency are left out, too. That word
            is never printed, and compared in coarse steps only (1, 2, 5, 10, 20, 50 …): who tries
            many prices learns in which step it lies, and no more.
        currency (str | Unset): What prices are in: needed with them, and for the order by
            `price`. One that the European Central Bank does not quote, and that has no official fixed
            rate, is compared with rates in itself only.
        audience_country (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Countries are those of `country`. Repeat it for
            *either*.
        audience_gender (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        audience_age (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        audience_device (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        campaign_category (str | Unset): What your campaign is about: creators who do not work for
            that are left out. The list of what they do not work for is never printed; but who asks
            for one creator, by `q`, with and without a category learns whether they work for that
            one. An invitation says so too (`category_blocked`).
        exclusivity_category (str | Unset): What your campaign wants for itself: creators whom an
            order binds to one brand in it now are left out. To which brand, by which order and until
            when is never printed; but who asks for one creator, by `q`, with and without a category
            learns that they are bound in it, and by asking again, about when that ends.
        q (str | Unset): Each word begins a word of handle, name or bio; case and accents do not
            matter. A word of 5 letters and more also finds a word of the handle that differs by one
            letter.
        sort (ListCreatorsSort | Unset): `-` for descending. Ties stand in the order of ids; who
            has no such value comes last. `relevance`, with or without `-`, has the best first: each
            word of `q` counts 3 in the handle, else 2 in the name, else 1; among equals, and without
            `q`, the better profile is first, by a number from 0 to 100 (completeness 40 %,
            authenticity 20 %, responsive 20 %, experienced 20 %). `price`, which needs `currency`, is
            the lowest rate that fits, at the day's exchange rate. Default: 'relevance'.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before, for the same filters and order, as
            parameters or as a body. It keeps its place while creators change: who stays as they are
            is shown exactly once, and nobody twice unless their place in the order moved. Counts are
            of the moment of each page.
        facet (list[FacetName] | Unset): Count the creators by the values of this, exactly. Repeat
            it for several.
        facet_limit (int | Unset): How many values of a facet at most, the most frequent first.
            Default: 20.
        fields (list[ListCreatorsFieldsItem] | Unset): Which parts of each creator are wanted,
            beside `id` and `object`: repeated, or with commas between them. All of them where none is
            named.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorListing | Problem]
    """

    kwargs = _get_kwargs(
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
        limit=limit,
        cursor=cursor,
        facet=facet,
        facet_limit=facet_limit,
        fields=fields,
        greenlight_organization=greenlight_organization,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    category: list[str] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    region: list[Region] | Unset = UNSET,
    language: list[str] | Unset = UNSET,
    format_: list[str] | Unset = UNSET,
    platform: list[str] | Unset = UNSET,
    badge: list[str] | Unset = UNSET,
    industry: list[str] | Unset = UNSET,
    follower_count_min: int | Unset = UNSET,
    follower_count_max: int | Unset = UNSET,
    engagement_rate_min: float | Unset = UNSET,
    engagement_rate_max: float | Unset = UNSET,
    average_views_min: int | Unset = UNSET,
    average_views_max: int | Unset = UNSET,
    median_views_min: int | Unset = UNSET,
    median_views_max: int | Unset = UNSET,
    response_time_seconds_max: int | Unset = UNSET,
    authenticity_score_min: int | Unset = UNSET,
    authenticity_score_max: int | Unset = UNSET,
    deliverable_type: list[str] | Unset = UNSET,
    price_min: int | Unset = UNSET,
    price_max: int | Unset = UNSET,
    currency: str | Unset = UNSET,
    audience_country: list[str] | Unset = UNSET,
    audience_gender: list[str] | Unset = UNSET,
    audience_age: list[str] | Unset = UNSET,
    audience_device: list[str] | Unset = UNSET,
    campaign_category: str | Unset = UNSET,
    exclusivity_category: str | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: ListCreatorsSort | Unset = "relevance",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    facet: list[FacetName] | Unset = UNSET,
    facet_limit: int | Unset = 20,
    fields: list[ListCreatorsFieldsItem] | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> CreatorListing | Problem | None:
    """List creators

     Find creators who take new work, with exact counts.

    Only creators who are available are shown: who is on vacation is in no page and no count until they
    are back.
    Total and counts are of the moment of each page. While creators change, cursors keep their place:
    who stays as they are is
    shown exactly once, and nobody twice unless their place in the order moved. Who is hidden meanwhile
    is left out at once, so a
    page may be shorter than `limit` though another follows.

    Args:
        category (list[str] | Unset): What the content is about: a search with
            `facet=category&facet_limit=1000` tells which values there are. Repeat it for *either*.
        country (list[str] | Unset): Where the creator is at home. Repeat it for *either*.
        region (list[Region] | Unset): All countries of a region by the United Nations' M49, as if
            each stood in `country`: with both, either.
        language (list[str] | Unset): What the creator speaks. Repeat it for *either*.
        format_ (list[str] | Unset): What the creator makes. Repeat it for *either*.
        platform (list[str] | Unset): Where the creator has an account. Repeat it for *either*.
        badge (list[str] | Unset): What the creator has earned here. Repeat it for *either*.
        industry (list[str] | Unset): What the creator has worked for on the marketplace: the
            category of a campaign of which they completed an order, in the words of `category`, which
            tells what their own content is about. Who has completed none yet is left out. Repeat it
            for *either*.
        follower_count_min (int | Unset):
        follower_count_max (int | Unset):
        engagement_rate_min (float | Unset):
        engagement_rate_max (float | Unset):
        average_views_min (int | Unset):
        average_views_max (int | Unset):
        median_views_min (int | Unset):
        median_views_max (int | Unset):
        response_time_seconds_max (int | Unset): The creator usually answers within it. Who was
            never asked, or usually does not answer, is left out.
        authenticity_score_min (int | Unset): 0 to 100. Who has no score yet is left out by any
            bound.
        authenticity_score_max (int | Unset): 0 to 100. Who has no score yet is left out by any
            bound.
        deliverable_type (list[str] | Unset): The creator has a rate for it. Repeat it for
            *either*.
        price_min (int | Unset): In minor units of `currency`: a rate, of a `deliverable_type`
            where one is named, lies in the range. Rates in other currencies count at the day's
            exchange rate, rounded down; `exchange_rates` names it, and those in its
            `currencies_not_compared` do not count: who has no others is left out.
        price_max (int | Unset): As `price_min`, with the same currencies left out. Creators who,
            by their own word, do not work for so little of this currency are left out, too. That word
            is never printed, and compared in coarse steps only (1, 2, 5, 10, 20, 50 …): who tries
            many prices learns in which step it lies, and no more.
        currency (str | Unset): What prices are in: needed with them, and for the order by
            `price`. One that the European Central Bank does not quote, and that has no official fixed
            rate, is compared with rates in itself only.
        audience_country (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Countries are those of `country`. Repeat it for
            *either*.
        audience_gender (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        audience_age (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        audience_device (list[str] | Unset): At least this share of the audience, to 4 decimals:
            `value:share`, or `value` for 0.2. Repeat it for *either*.
        campaign_category (str | Unset): What your campaign is about: creators who do not work for
            that are left out. The list of what they do not work for is never printed; but who asks
            for one creator, by `q`, with and without a category learns whether they work for that
            one. An invitation says so too (`category_blocked`).
        exclusivity_category (str | Unset): What your campaign wants for itself: creators whom an
            order binds to one brand in it now are left out. To which brand, by which order and until
            when is never printed; but who asks for one creator, by `q`, with and without a category
            learns that they are bound in it, and by asking again, about when that ends.
        q (str | Unset): Each word begins a word of handle, name or bio; case and accents do not
            matter. A word of 5 letters and more also finds a word of the handle that differs by one
            letter.
        sort (ListCreatorsSort | Unset): `-` for descending. Ties stand in the order of ids; who
            has no such value comes last. `relevance`, with or without `-`, has the best first: each
            word of `q` counts 3 in the handle, else 2 in the name, else 1; among equals, and without
            `q`, the better profile is first, by a number from 0 to 100 (completeness 40 %,
            authenticity 20 %, responsive 20 %, experienced 20 %). `price`, which needs `currency`, is
            the lowest rate that fits, at the day's exchange rate. Default: 'relevance'.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before, for the same filters and order, as
            parameters or as a body. It keeps its place while creators change: who stays as they are
            is shown exactly once, and nobody twice unless their place in the order moved. Counts are
            of the moment of each page.
        facet (list[FacetName] | Unset): Count the creators by the values of this, exactly. Repeat
            it for several.
        facet_limit (int | Unset): How many values of a facet at most, the most frequent first.
            Default: 20.
        fields (list[ListCreatorsFieldsItem] | Unset): Which parts of each creator are wanted,
            beside `id` and `object`: repeated, or with commas between them. All of them where none is
            named.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorListing | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
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
            limit=limit,
            cursor=cursor,
            facet=facet,
            facet_limit=facet_limit,
            fields=fields,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
