import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.event_listing import EventListing
from ...models.list_events_sort import ListEventsSort
from ...models.list_events_type_item import (
    ListEventsTypeItem,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    type_: list[ListEventsTypeItem] | Unset = UNSET,
    subject: list[str] | Unset = UNSET,
    order_id: list[str] | Unset = UNSET,
    created_at_min: datetime.datetime | Unset = UNSET,
    created_at_max: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEventsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    params: dict[str, Any] = {}

    json_type_: list[str] | Unset = UNSET
    if not isinstance(type_, Unset):
        json_type_ = []
        for type_item_data in type_:
            type_item: str = type_item_data
            json_type_.append(type_item)

    params["type"] = json_type_

    json_subject: list[str] | Unset = UNSET
    if not isinstance(subject, Unset):
        json_subject = subject

    params["subject"] = json_subject

    json_order_id: list[str] | Unset = UNSET
    if not isinstance(order_id, Unset):
        json_order_id = order_id

    params["order_id"] = json_order_id

    json_created_at_min: str | Unset = UNSET
    if not isinstance(created_at_min, Unset):
        json_created_at_min = created_at_min.isoformat()
    params["created_at_min"] = json_created_at_min

    json_created_at_max: str | Unset = UNSET
    if not isinstance(created_at_max, Unset):
        json_created_at_max = created_at_max.isoformat()
    params["created_at_max"] = json_created_at_max

    params["limit"] = limit

    params["cursor"] = cursor

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort

    params["sort"] = json_sort

    json_updated_at_min: str | Unset = UNSET
    if not isinstance(updated_at_min, Unset):
        json_updated_at_min = updated_at_min.isoformat()
    params["updated_at_min"] = json_updated_at_min

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/events",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> EventListing | Problem:
    if response.status_code == 200:
        response_200 = EventListing.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[EventListing | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    type_: list[ListEventsTypeItem] | Unset = UNSET,
    subject: list[str] | Unset = UNSET,
    order_id: list[str] | Unset = UNSET,
    created_at_min: datetime.datetime | Unset = UNSET,
    created_at_max: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEventsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[EventListing | Problem]:
    """List events

     List what happened to your organization in the last 30 days, what came last first.

    You see the events whose own scope you hold: with `payouts:read` those of fundings, holds and
    payouts, and so on. To be told
    as it happens, stream the events instead. To sync without a stream, list with `sort=updated_at` and
    go on with the last
    `next_cursor`, or with `updated_at_min`, which looks at when an event came into your feed, so that
    none is missed.

    Args:
        type_ (list[ListEventsTypeItem] | Unset): Only events of this type; repeated, of either.
        subject (list[str] | Unset): Only what was said of the object with this id.
        order_id (list[str] | Unset): Only what belongs to this order, whatever its subject.
        created_at_min (datetime.datetime | Unset): Only what happened at or after this time.
        created_at_max (datetime.datetime | Unset): Only what happened at or before this time.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListEventsSort | Unset): `created_at`: newest first. `updated_at`: oldest change
            first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EventListing | Problem]
    """

    kwargs = _get_kwargs(
        type_=type_,
        subject=subject,
        order_id=order_id,
        created_at_min=created_at_min,
        created_at_max=created_at_max,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
        greenlight_organization=greenlight_organization,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    type_: list[ListEventsTypeItem] | Unset = UNSET,
    subject: list[str] | Unset = UNSET,
    order_id: list[str] | Unset = UNSET,
    created_at_min: datetime.datetime | Unset = UNSET,
    created_at_max: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEventsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> EventListing | Problem | None:
    """List events

     List what happened to your organization in the last 30 days, what came last first.

    You see the events whose own scope you hold: with `payouts:read` those of fundings, holds and
    payouts, and so on. To be told
    as it happens, stream the events instead. To sync without a stream, list with `sort=updated_at` and
    go on with the last
    `next_cursor`, or with `updated_at_min`, which looks at when an event came into your feed, so that
    none is missed.

    Args:
        type_ (list[ListEventsTypeItem] | Unset): Only events of this type; repeated, of either.
        subject (list[str] | Unset): Only what was said of the object with this id.
        order_id (list[str] | Unset): Only what belongs to this order, whatever its subject.
        created_at_min (datetime.datetime | Unset): Only what happened at or after this time.
        created_at_max (datetime.datetime | Unset): Only what happened at or before this time.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListEventsSort | Unset): `created_at`: newest first. `updated_at`: oldest change
            first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EventListing | Problem
    """

    return sync_detailed(
        client=client,
        type_=type_,
        subject=subject,
        order_id=order_id,
        created_at_min=created_at_min,
        created_at_max=created_at_max,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    type_: list[ListEventsTypeItem] | Unset = UNSET,
    subject: list[str] | Unset = UNSET,
    order_id: list[str] | Unset = UNSET,
    created_at_min: datetime.datetime | Unset = UNSET,
    created_at_max: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEventsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[EventListing | Problem]:
    """List events

     List what happened to your organization in the last 30 days, what came last first.

    You see the events whose own scope you hold: with `payouts:read` those of fundings, holds and
    payouts, and so on. To be told
    as it happens, stream the events instead. To sync without a stream, list with `sort=updated_at` and
    go on with the last
    `next_cursor`, or with `updated_at_min`, which looks at when an event came into your feed, so that
    none is missed.

    Args:
        type_ (list[ListEventsTypeItem] | Unset): Only events of this type; repeated, of either.
        subject (list[str] | Unset): Only what was said of the object with this id.
        order_id (list[str] | Unset): Only what belongs to this order, whatever its subject.
        created_at_min (datetime.datetime | Unset): Only what happened at or after this time.
        created_at_max (datetime.datetime | Unset): Only what happened at or before this time.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListEventsSort | Unset): `created_at`: newest first. `updated_at`: oldest change
            first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EventListing | Problem]
    """

    kwargs = _get_kwargs(
        type_=type_,
        subject=subject,
        order_id=order_id,
        created_at_min=created_at_min,
        created_at_max=created_at_max,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
        greenlight_organization=greenlight_organization,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    type_: list[ListEventsTypeItem] | Unset = UNSET,
    subject: list[str] | Unset = UNSET,
    order_id: list[str] | Unset = UNSET,
    created_at_min: datetime.datetime | Unset = UNSET,
    created_at_max: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEventsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> EventListing | Problem | None:
    """List events

     List what happened to your organization in the last 30 days, what came last first.

    You see the events whose own scope you hold: with `payouts:read` those of fundings, holds and
    payouts, and so on. To be told
    as it happens, stream the events instead. To sync without a stream, list with `sort=updated_at` and
    go on with the last
    `next_cursor`, or with `updated_at_min`, which looks at when an event came into your feed, so that
    none is missed.

    Args:
        type_ (list[ListEventsTypeItem] | Unset): Only events of this type; repeated, of either.
        subject (list[str] | Unset): Only what was said of the object with this id.
        order_id (list[str] | Unset): Only what belongs to this order, whatever its subject.
        created_at_min (datetime.datetime | Unset): Only what happened at or after this time.
        created_at_max (datetime.datetime | Unset): Only what happened at or before this time.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListEventsSort | Unset): `created_at`: newest first. `updated_at`: oldest change
            first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EventListing | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            type_=type_,
            subject=subject,
            order_id=order_id,
            created_at_min=created_at_min,
            created_at_max=created_at_max,
            limit=limit,
            cursor=cursor,
            sort=sort,
            updated_at_min=updated_at_min,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
