import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.email_listing import EmailListing
from ...models.list_emails_sort import ListEmailsSort
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    to: str,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEmailsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["to"] = to

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
        "url": "/v1/sandbox/emails",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> EmailListing | Problem:
    if response.status_code == 200:
        response_200 = EmailListing.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[EmailListing | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    to: str,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEmailsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
) -> Response[EmailListing | Problem]:
    """List emails

     Read what was mailed to an address, newest first. E-mails to the platform's staff are not shown.

    Args:
        to (str): Whose mailbox: an address.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListEmailsSort | Unset): `created_at`: newest first. `updated_at`: oldest change
            first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EmailListing | Problem]
    """

    kwargs = _get_kwargs(
        to=to,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    to: str,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEmailsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
) -> EmailListing | Problem | None:
    """List emails

     Read what was mailed to an address, newest first. E-mails to the platform's staff are not shown.

    Args:
        to (str): Whose mailbox: an address.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListEmailsSort | Unset): `created_at`: newest first. `updated_at`: oldest change
            first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EmailListing | Problem
    """

    return sync_detailed(
        client=client,
        to=to,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    to: str,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEmailsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
) -> Response[EmailListing | Problem]:
    """List emails

     Read what was mailed to an address, newest first. E-mails to the platform's staff are not shown.

    Args:
        to (str): Whose mailbox: an address.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListEmailsSort | Unset): `created_at`: newest first. `updated_at`: oldest change
            first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EmailListing | Problem]
    """

    kwargs = _get_kwargs(
        to=to,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    to: str,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListEmailsSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
) -> EmailListing | Problem | None:
    """List emails

     Read what was mailed to an address, newest first. E-mails to the platform's staff are not shown.

    Args:
        to (str): Whose mailbox: an address.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListEmailsSort | Unset): `created_at`: newest first. `updated_at`: oldest change
            first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EmailListing | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            to=to,
            limit=limit,
            cursor=cursor,
            sort=sort,
            updated_at_min=updated_at_min,
        )
    ).parsed
