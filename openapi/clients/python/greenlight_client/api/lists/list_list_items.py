import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.list_item_listing import ListItemListing
from ...models.list_list_items_sort import ListListItemsSort
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    list_id: str,
    *,
    creator_id: list[str] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListListItemsSort | Unset = "position",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    params: dict[str, Any] = {}

    json_creator_id: list[str] | Unset = UNSET
    if not isinstance(creator_id, Unset):
        json_creator_id = creator_id

    params["creator_id"] = json_creator_id

    json_tag: list[str] | Unset = UNSET
    if not isinstance(tag, Unset):
        json_tag = tag

    params["tag"] = json_tag

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
        "url": "/v1/lists/{list_id}/items".format(
            list_id=quote(str(list_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ListItemListing | Problem:
    if response.status_code == 200:
        response_200 = ListItemListing.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[ListItemListing | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    list_id: str,
    *,
    client: AuthenticatedClient,
    creator_id: list[str] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListListItemsSort | Unset = "position",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[ListItemListing | Problem]:
    """List list items

     List the creators of a list.

    A page goes on behind the entry that was last on the page before: an entry that nobody moves
    meanwhile is neither missed nor
    repeated, whatever is added, removed or moved around it.

    Args:
        list_id (str):
        creator_id (list[str] | Unset): Of one of these creators.
        tag (list[str] | Unset): With one of these tags.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListListItemsSort | Unset): `position`: the list's own order. `created_at`: newest
            first. `updated_at`: oldest change first, for clients that sync. Default: 'position'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListItemListing | Problem]
    """

    kwargs = _get_kwargs(
        list_id=list_id,
        creator_id=creator_id,
        tag=tag,
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
    list_id: str,
    *,
    client: AuthenticatedClient,
    creator_id: list[str] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListListItemsSort | Unset = "position",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> ListItemListing | Problem | None:
    """List list items

     List the creators of a list.

    A page goes on behind the entry that was last on the page before: an entry that nobody moves
    meanwhile is neither missed nor
    repeated, whatever is added, removed or moved around it.

    Args:
        list_id (str):
        creator_id (list[str] | Unset): Of one of these creators.
        tag (list[str] | Unset): With one of these tags.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListListItemsSort | Unset): `position`: the list's own order. `created_at`: newest
            first. `updated_at`: oldest change first, for clients that sync. Default: 'position'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListItemListing | Problem
    """

    return sync_detailed(
        list_id=list_id,
        client=client,
        creator_id=creator_id,
        tag=tag,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    list_id: str,
    *,
    client: AuthenticatedClient,
    creator_id: list[str] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListListItemsSort | Unset = "position",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[ListItemListing | Problem]:
    """List list items

     List the creators of a list.

    A page goes on behind the entry that was last on the page before: an entry that nobody moves
    meanwhile is neither missed nor
    repeated, whatever is added, removed or moved around it.

    Args:
        list_id (str):
        creator_id (list[str] | Unset): Of one of these creators.
        tag (list[str] | Unset): With one of these tags.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListListItemsSort | Unset): `position`: the list's own order. `created_at`: newest
            first. `updated_at`: oldest change first, for clients that sync. Default: 'position'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListItemListing | Problem]
    """

    kwargs = _get_kwargs(
        list_id=list_id,
        creator_id=creator_id,
        tag=tag,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
        greenlight_organization=greenlight_organization,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    list_id: str,
    *,
    client: AuthenticatedClient,
    creator_id: list[str] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListListItemsSort | Unset = "position",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> ListItemListing | Problem | None:
    """List list items

     List the creators of a list.

    A page goes on behind the entry that was last on the page before: an entry that nobody moves
    meanwhile is neither missed nor
    repeated, whatever is added, removed or moved around it.

    Args:
        list_id (str):
        creator_id (list[str] | Unset): Of one of these creators.
        tag (list[str] | Unset): With one of these tags.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListListItemsSort | Unset): `position`: the list's own order. `created_at`: newest
            first. `updated_at`: oldest change first, for clients that sync. Default: 'position'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListItemListing | Problem
    """

    return (
        await asyncio_detailed(
            list_id=list_id,
            client=client,
            creator_id=creator_id,
            tag=tag,
            limit=limit,
            cursor=cursor,
            sort=sort,
            updated_at_min=updated_at_min,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
