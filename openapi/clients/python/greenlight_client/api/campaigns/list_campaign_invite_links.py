import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.invite_link_listing import InviteLinkListing
from ...models.invite_link_state import InviteLinkState
from ...models.list_campaign_invite_links_sort import (
    ListCampaignInviteLinksSort,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    campaign_id: str,
    *,
    state: list[InviteLinkState] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListCampaignInviteLinksSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    params: dict[str, Any] = {}

    json_state: list[str] | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = []
        for state_item_data in state:
            state_item: str = state_item_data
            json_state.append(state_item)

    params["state"] = json_state

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
        "url": "/v1/campaigns/{campaign_id}/invite-links".format(
            campaign_id=quote(str(campaign_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> InviteLinkListing | Problem:
    if response.status_code == 200:
        response_200 = InviteLinkListing.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[InviteLinkListing | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    campaign_id: str,
    *,
    client: AuthenticatedClient,
    state: list[InviteLinkState] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListCampaignInviteLinksSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[InviteLinkListing | Problem]:
    """List campaign invite links

     List the invite links of one of your campaigns.

    Args:
        campaign_id (str):
        state (list[InviteLinkState] | Unset): One of these states.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListCampaignInviteLinksSort | Unset): `created_at`: newest first. `updated_at`:
            oldest change first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InviteLinkListing | Problem]
    """

    kwargs = _get_kwargs(
        campaign_id=campaign_id,
        state=state,
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
    campaign_id: str,
    *,
    client: AuthenticatedClient,
    state: list[InviteLinkState] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListCampaignInviteLinksSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> InviteLinkListing | Problem | None:
    """List campaign invite links

     List the invite links of one of your campaigns.

    Args:
        campaign_id (str):
        state (list[InviteLinkState] | Unset): One of these states.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListCampaignInviteLinksSort | Unset): `created_at`: newest first. `updated_at`:
            oldest change first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InviteLinkListing | Problem
    """

    return sync_detailed(
        campaign_id=campaign_id,
        client=client,
        state=state,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    campaign_id: str,
    *,
    client: AuthenticatedClient,
    state: list[InviteLinkState] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListCampaignInviteLinksSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[InviteLinkListing | Problem]:
    """List campaign invite links

     List the invite links of one of your campaigns.

    Args:
        campaign_id (str):
        state (list[InviteLinkState] | Unset): One of these states.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListCampaignInviteLinksSort | Unset): `created_at`: newest first. `updated_at`:
            oldest change first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InviteLinkListing | Problem]
    """

    kwargs = _get_kwargs(
        campaign_id=campaign_id,
        state=state,
        limit=limit,
        cursor=cursor,
        sort=sort,
        updated_at_min=updated_at_min,
        greenlight_organization=greenlight_organization,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    campaign_id: str,
    *,
    client: AuthenticatedClient,
    state: list[InviteLinkState] | Unset = UNSET,
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    sort: ListCampaignInviteLinksSort | Unset = "created_at",
    updated_at_min: datetime.datetime | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> InviteLinkListing | Problem | None:
    """List campaign invite links

     List the invite links of one of your campaigns.

    Args:
        campaign_id (str):
        state (list[InviteLinkState] | Unset): One of these states.
        limit (int | Unset): How many at most. Default: 20.
        cursor (str | Unset): `next_cursor` of the page before.
        sort (ListCampaignInviteLinksSort | Unset): `created_at`: newest first. `updated_at`:
            oldest change first, for clients that sync. Default: 'created_at'.
        updated_at_min (datetime.datetime | Unset): Only what changed at or after this time.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InviteLinkListing | Problem
    """

    return (
        await asyncio_detailed(
            campaign_id=campaign_id,
            client=client,
            state=state,
            limit=limit,
            cursor=cursor,
            sort=sort,
            updated_at_min=updated_at_min,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
