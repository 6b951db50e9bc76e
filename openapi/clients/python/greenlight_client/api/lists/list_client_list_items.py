from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.client_item_listing import ClientItemListing
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_approval_token: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Greenlight-Approval-Token"] = greenlight_approval_token

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/list-approvals/current/items",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ClientItemListing | Problem:
    if response.status_code == 200:
        response_200 = ClientItemListing.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 406:
        response_406 = Problem.from_dict(response.json())

        return response_406

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[ClientItemListing | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_approval_token: str,
) -> Response[ClientItemListing | Problem]:
    """List client list items

     List the creators whom you are asked about, in the order of the list, with what you have said of
    each.

    Args:
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        greenlight_approval_token (str): From the address that you were sent: what stands behind
            its `#`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClientItemListing | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        greenlight_approval_token=greenlight_approval_token,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_approval_token: str,
) -> ClientItemListing | Problem | None:
    """List client list items

     List the creators whom you are asked about, in the order of the list, with what you have said of
    each.

    Args:
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        greenlight_approval_token (str): From the address that you were sent: what stands behind
            its `#`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClientItemListing | Problem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        greenlight_approval_token=greenlight_approval_token,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_approval_token: str,
) -> Response[ClientItemListing | Problem]:
    """List client list items

     List the creators whom you are asked about, in the order of the list, with what you have said of
    each.

    Args:
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        greenlight_approval_token (str): From the address that you were sent: what stands behind
            its `#`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClientItemListing | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        greenlight_approval_token=greenlight_approval_token,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_approval_token: str,
) -> ClientItemListing | Problem | None:
    """List client list items

     List the creators whom you are asked about, in the order of the list, with what you have said of
    each.

    Args:
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        greenlight_approval_token (str): From the address that you were sent: what stands behind
            its `#`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClientItemListing | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            greenlight_approval_token=greenlight_approval_token,
        )
    ).parsed
