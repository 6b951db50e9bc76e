from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.opened_invite_link_out import OpenedInviteLinkOut
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    *,
    greenlight_invite_token: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Greenlight-Invite-Token"] = greenlight_invite_token

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/invite-links/current",
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> OpenedInviteLinkOut | Problem:
    if response.status_code == 200:
        response_200 = OpenedInviteLinkOut.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[OpenedInviteLinkOut | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    greenlight_invite_token: str,
) -> Response[OpenedInviteLinkOut | Problem]:
    """Get opened invite link

     Read what an invite link asks you to join, before you have an account. The token is all that it
    takes.

    Args:
        greenlight_invite_token (str): From the address that you were sent: what stands behind its
            `#`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OpenedInviteLinkOut | Problem]
    """

    kwargs = _get_kwargs(
        greenlight_invite_token=greenlight_invite_token,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    greenlight_invite_token: str,
) -> OpenedInviteLinkOut | Problem | None:
    """Get opened invite link

     Read what an invite link asks you to join, before you have an account. The token is all that it
    takes.

    Args:
        greenlight_invite_token (str): From the address that you were sent: what stands behind its
            `#`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OpenedInviteLinkOut | Problem
    """

    return sync_detailed(
        client=client,
        greenlight_invite_token=greenlight_invite_token,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    greenlight_invite_token: str,
) -> Response[OpenedInviteLinkOut | Problem]:
    """Get opened invite link

     Read what an invite link asks you to join, before you have an account. The token is all that it
    takes.

    Args:
        greenlight_invite_token (str): From the address that you were sent: what stands behind its
            `#`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OpenedInviteLinkOut | Problem]
    """

    kwargs = _get_kwargs(
        greenlight_invite_token=greenlight_invite_token,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    greenlight_invite_token: str,
) -> OpenedInviteLinkOut | Problem | None:
    """Get opened invite link

     Read what an invite link asks you to join, before you have an account. The token is all that it
    takes.

    Args:
        greenlight_invite_token (str): From the address that you were sent: what stands behind its
            `#`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OpenedInviteLinkOut | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            greenlight_invite_token=greenlight_invite_token,
        )
    ).parsed
