from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.creator_import_row_listing import CreatorImportRowListing
from ...models.problem import Problem
from ...models.row_status import RowStatus
from ...types import UNSET, Response, Unset


def _get_kwargs(
    creator_import_id: str,
    *,
    status: list[RowStatus] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    params: dict[str, Any] = {}

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item: str = status_item_data
            json_status.append(status_item)

    params["status"] = json_status

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/creator-imports/{creator_import_id}/rows".format(
            creator_import_id=quote(str(creator_import_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CreatorImportRowListing | Problem:
    if response.status_code == 200:
        response_200 = CreatorImportRowListing.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreatorImportRowListing | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    creator_import_id: str,
    *,
    client: AuthenticatedClient,
    status: list[RowStatus] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[CreatorImportRowListing | Problem]:
    """List creator import rows

     List what became of the rows that were looked at, in the order in which you sent them.

    Args:
        creator_import_id (str):
        status (list[RowStatus] | Unset): With one of these results.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorImportRowListing | Problem]
    """

    kwargs = _get_kwargs(
        creator_import_id=creator_import_id,
        status=status,
        limit=limit,
        cursor=cursor,
        greenlight_organization=greenlight_organization,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    creator_import_id: str,
    *,
    client: AuthenticatedClient,
    status: list[RowStatus] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> CreatorImportRowListing | Problem | None:
    """List creator import rows

     List what became of the rows that were looked at, in the order in which you sent them.

    Args:
        creator_import_id (str):
        status (list[RowStatus] | Unset): With one of these results.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorImportRowListing | Problem
    """

    return sync_detailed(
        creator_import_id=creator_import_id,
        client=client,
        status=status,
        limit=limit,
        cursor=cursor,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    creator_import_id: str,
    *,
    client: AuthenticatedClient,
    status: list[RowStatus] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[CreatorImportRowListing | Problem]:
    """List creator import rows

     List what became of the rows that were looked at, in the order in which you sent them.

    Args:
        creator_import_id (str):
        status (list[RowStatus] | Unset): With one of these results.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorImportRowListing | Problem]
    """

    kwargs = _get_kwargs(
        creator_import_id=creator_import_id,
        status=status,
        limit=limit,
        cursor=cursor,
        greenlight_organization=greenlight_organization,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    creator_import_id: str,
    *,
    client: AuthenticatedClient,
    status: list[RowStatus] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> CreatorImportRowListing | Problem | None:
    """List creator import rows

     List what became of the rows that were looked at, in the order in which you sent them.

    Args:
        creator_import_id (str):
        status (list[RowStatus] | Unset): With one of these results.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorImportRowListing | Problem
    """

    return (
        await asyncio_detailed(
            creator_import_id=creator_import_id,
            client=client,
            status=status,
            limit=limit,
            cursor=cursor,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
