from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.invite_link_acceptance_out import InviteLinkAcceptanceOut
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    invite_link_acceptance_id: str,
    *,
    greenlight_organization: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    if not isinstance(prefer, Unset):
        headers["Prefer"] = prefer

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/invite-link-acceptances/{invite_link_acceptance_id}".format(
            invite_link_acceptance_id=quote(str(invite_link_acceptance_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | InviteLinkAcceptanceOut | Problem:
    if response.status_code == 200:
        response_200 = InviteLinkAcceptanceOut.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

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
) -> Response[Any | InviteLinkAcceptanceOut | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    invite_link_acceptance_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Response[Any | InviteLinkAcceptanceOut | Problem]:
    """Get invite link acceptance

     Read how far somebody is who accepted an invite link.

    Args:
        invite_link_acceptance_id (str):
        greenlight_organization (str | Unset):
        if_none_match (str | Unset):
        prefer (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | InviteLinkAcceptanceOut | Problem]
    """

    kwargs = _get_kwargs(
        invite_link_acceptance_id=invite_link_acceptance_id,
        greenlight_organization=greenlight_organization,
        if_none_match=if_none_match,
        prefer=prefer,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    invite_link_acceptance_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Any | InviteLinkAcceptanceOut | Problem | None:
    """Get invite link acceptance

     Read how far somebody is who accepted an invite link.

    Args:
        invite_link_acceptance_id (str):
        greenlight_organization (str | Unset):
        if_none_match (str | Unset):
        prefer (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | InviteLinkAcceptanceOut | Problem
    """

    return sync_detailed(
        invite_link_acceptance_id=invite_link_acceptance_id,
        client=client,
        greenlight_organization=greenlight_organization,
        if_none_match=if_none_match,
        prefer=prefer,
    ).parsed


async def asyncio_detailed(
    invite_link_acceptance_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Response[Any | InviteLinkAcceptanceOut | Problem]:
    """Get invite link acceptance

     Read how far somebody is who accepted an invite link.

    Args:
        invite_link_acceptance_id (str):
        greenlight_organization (str | Unset):
        if_none_match (str | Unset):
        prefer (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | InviteLinkAcceptanceOut | Problem]
    """

    kwargs = _get_kwargs(
        invite_link_acceptance_id=invite_link_acceptance_id,
        greenlight_organization=greenlight_organization,
        if_none_match=if_none_match,
        prefer=prefer,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    invite_link_acceptance_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Any | InviteLinkAcceptanceOut | Problem | None:
    """Get invite link acceptance

     Read how far somebody is who accepted an invite link.

    Args:
        invite_link_acceptance_id (str):
        greenlight_organization (str | Unset):
        if_none_match (str | Unset):
        prefer (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | InviteLinkAcceptanceOut | Problem
    """

    return (
        await asyncio_detailed(
            invite_link_acceptance_id=invite_link_acceptance_id,
            client=client,
            greenlight_organization=greenlight_organization,
            if_none_match=if_none_match,
            prefer=prefer,
        )
    ).parsed
