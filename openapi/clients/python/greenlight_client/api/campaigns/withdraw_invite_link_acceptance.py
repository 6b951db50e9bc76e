from http import HTTPStatus
from typing import Any
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
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/invite-link-acceptances/{invite_link_acceptance_id}/withdraw".format(
            invite_link_acceptance_id=quote(str(invite_link_acceptance_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> InviteLinkAcceptanceOut | Problem:
    if response.status_code == 200:
        response_200 = InviteLinkAcceptanceOut.from_dict(response.json())

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

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

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
    invite_link_acceptance_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[InviteLinkAcceptanceOut | Problem]:
    """Withdraw invite link acceptance

     Do not join after all. As long as the link has not ended you may accept it again: your use of it
    stays yours.

    Args:
        invite_link_acceptance_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InviteLinkAcceptanceOut | Problem]
    """

    kwargs = _get_kwargs(
        invite_link_acceptance_id=invite_link_acceptance_id,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
        if_match=if_match,
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
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> InviteLinkAcceptanceOut | Problem | None:
    """Withdraw invite link acceptance

     Do not join after all. As long as the link has not ended you may accept it again: your use of it
    stays yours.

    Args:
        invite_link_acceptance_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InviteLinkAcceptanceOut | Problem
    """

    return sync_detailed(
        invite_link_acceptance_id=invite_link_acceptance_id,
        client=client,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    invite_link_acceptance_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[InviteLinkAcceptanceOut | Problem]:
    """Withdraw invite link acceptance

     Do not join after all. As long as the link has not ended you may accept it again: your use of it
    stays yours.

    Args:
        invite_link_acceptance_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InviteLinkAcceptanceOut | Problem]
    """

    kwargs = _get_kwargs(
        invite_link_acceptance_id=invite_link_acceptance_id,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    invite_link_acceptance_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> InviteLinkAcceptanceOut | Problem | None:
    """Withdraw invite link acceptance

     Do not join after all. As long as the link has not ended you may accept it again: your use of it
    stays yours.

    Args:
        invite_link_acceptance_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InviteLinkAcceptanceOut | Problem
    """

    return (
        await asyncio_detailed(
            invite_link_acceptance_id=invite_link_acceptance_id,
            client=client,
            greenlight_organization=greenlight_organization,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed
