from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.invite_link_with_token import InviteLinkWithToken
from ...models.new_invite_link import NewInviteLink
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    campaign_id: str,
    *,
    body: NewInviteLink,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/campaigns/{campaign_id}/invite-links".format(
            campaign_id=quote(str(campaign_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> InviteLinkWithToken | Problem:
    if response.status_code == 201:
        response_201 = InviteLinkWithToken.from_dict(response.json())

        return response_201

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

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[InviteLinkWithToken | Problem]:
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
    body: NewInviteLink,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[InviteLinkWithToken | Problem]:
    """Create invite link

     Make a secret address by which people who are not on the marketplace yet join a campaign, one of
    them or several.

    Who accepts it signs up, applies as a creator, and has joined the campaign as soon as they are
    approved. The address is shown
    in this answer only.

    Args:
        campaign_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewInviteLink): A secret address to hand to people who are not on the marketplace
            yet.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InviteLinkWithToken | Problem]
    """

    kwargs = _get_kwargs(
        campaign_id=campaign_id,
        body=body,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    campaign_id: str,
    *,
    client: AuthenticatedClient,
    body: NewInviteLink,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> InviteLinkWithToken | Problem | None:
    """Create invite link

     Make a secret address by which people who are not on the marketplace yet join a campaign, one of
    them or several.

    Who accepts it signs up, applies as a creator, and has joined the campaign as soon as they are
    approved. The address is shown
    in this answer only.

    Args:
        campaign_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewInviteLink): A secret address to hand to people who are not on the marketplace
            yet.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InviteLinkWithToken | Problem
    """

    return sync_detailed(
        campaign_id=campaign_id,
        client=client,
        body=body,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    campaign_id: str,
    *,
    client: AuthenticatedClient,
    body: NewInviteLink,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[InviteLinkWithToken | Problem]:
    """Create invite link

     Make a secret address by which people who are not on the marketplace yet join a campaign, one of
    them or several.

    Who accepts it signs up, applies as a creator, and has joined the campaign as soon as they are
    approved. The address is shown
    in this answer only.

    Args:
        campaign_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewInviteLink): A secret address to hand to people who are not on the marketplace
            yet.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InviteLinkWithToken | Problem]
    """

    kwargs = _get_kwargs(
        campaign_id=campaign_id,
        body=body,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    campaign_id: str,
    *,
    client: AuthenticatedClient,
    body: NewInviteLink,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> InviteLinkWithToken | Problem | None:
    """Create invite link

     Make a secret address by which people who are not on the marketplace yet join a campaign, one of
    them or several.

    Who accepts it signs up, applies as a creator, and has joined the campaign as soon as they are
    approved. The address is shown
    in this answer only.

    Args:
        campaign_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewInviteLink): A secret address to hand to people who are not on the marketplace
            yet.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InviteLinkWithToken | Problem
    """

    return (
        await asyncio_detailed(
            campaign_id=campaign_id,
            client=client,
            body=body,
            greenlight_organization=greenlight_organization,
            idempotency_key=idempotency_key,
        )
    ).parsed
