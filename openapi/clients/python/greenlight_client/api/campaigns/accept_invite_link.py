from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.invite_link_acceptance_out import InviteLinkAcceptanceOut
from ...models.new_invite_link_acceptance import NewInviteLinkAcceptance
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: NewInviteLinkAcceptance,
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
        "url": "/v1/invite-link-acceptances",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> InviteLinkAcceptanceOut | Problem:
    if response.status_code == 201:
        response_201 = InviteLinkAcceptanceOut.from_dict(response.json())

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

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

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


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[InviteLinkAcceptanceOut | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewInviteLinkAcceptance,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[InviteLinkAcceptanceOut | Problem]:
    """Accept invite link

     Join a campaign by an invite link, before or after you are approved as a creator.

    Before, it is `waiting`, and you join as soon as you are approved, whatever became of the link
    meanwhile; it is `expired` if
    the campaign ends first. Who has joined has an accepted invitation, so the brand may send an offer.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewInviteLinkAcceptance): What stands behind the `#` of an invite link's address.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InviteLinkAcceptanceOut | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: NewInviteLinkAcceptance,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> InviteLinkAcceptanceOut | Problem | None:
    """Accept invite link

     Join a campaign by an invite link, before or after you are approved as a creator.

    Before, it is `waiting`, and you join as soon as you are approved, whatever became of the link
    meanwhile; it is `expired` if
    the campaign ends first. Who has joined has an accepted invitation, so the brand may send an offer.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewInviteLinkAcceptance): What stands behind the `#` of an invite link's address.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InviteLinkAcceptanceOut | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: NewInviteLinkAcceptance,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[InviteLinkAcceptanceOut | Problem]:
    """Accept invite link

     Join a campaign by an invite link, before or after you are approved as a creator.

    Before, it is `waiting`, and you join as soon as you are approved, whatever became of the link
    meanwhile; it is `expired` if
    the campaign ends first. Who has joined has an accepted invitation, so the brand may send an offer.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewInviteLinkAcceptance): What stands behind the `#` of an invite link's address.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InviteLinkAcceptanceOut | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: NewInviteLinkAcceptance,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> InviteLinkAcceptanceOut | Problem | None:
    """Accept invite link

     Join a campaign by an invite link, before or after you are approved as a creator.

    Before, it is `waiting`, and you join as soon as you are approved, whatever became of the link
    meanwhile; it is `expired` if
    the campaign ends first. Who has joined has an accepted invitation, so the brand may send an offer.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewInviteLinkAcceptance): What stands behind the `#` of an invite link's address.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InviteLinkAcceptanceOut | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            greenlight_organization=greenlight_organization,
            idempotency_key=idempotency_key,
        )
    ).parsed
