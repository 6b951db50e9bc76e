from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.o_auth_client_roll import OAuthClientRoll
from ...models.o_auth_client_with_secret import OAuthClientWithSecret
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    oauth_client_id: str,
    *,
    body: OAuthClientRoll,
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
        "url": "/v1/oauth-clients/{oauth_client_id}/roll".format(
            oauth_client_id=quote(str(oauth_client_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> OAuthClientWithSecret | Problem:
    if response.status_code == 200:
        response_200 = OAuthClientWithSecret.from_dict(response.json())

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
) -> Response[OAuthClientWithSecret | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    oauth_client_id: str,
    *,
    client: AuthenticatedClient,
    body: OAuthClientRoll,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[OAuthClientWithSecret | Problem]:
    """Roll OAuth client

     Give a client a new secret, shown in this answer only. Those before it, and tokens got by them, work
    for the overlap.

    Args:
        oauth_client_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (OAuthClientRoll): How a client's secrets change over. Tokens got by an earlier
            secret end with its overlap.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OAuthClientWithSecret | Problem]
    """

    kwargs = _get_kwargs(
        oauth_client_id=oauth_client_id,
        body=body,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    oauth_client_id: str,
    *,
    client: AuthenticatedClient,
    body: OAuthClientRoll,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> OAuthClientWithSecret | Problem | None:
    """Roll OAuth client

     Give a client a new secret, shown in this answer only. Those before it, and tokens got by them, work
    for the overlap.

    Args:
        oauth_client_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (OAuthClientRoll): How a client's secrets change over. Tokens got by an earlier
            secret end with its overlap.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OAuthClientWithSecret | Problem
    """

    return sync_detailed(
        oauth_client_id=oauth_client_id,
        client=client,
        body=body,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    oauth_client_id: str,
    *,
    client: AuthenticatedClient,
    body: OAuthClientRoll,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[OAuthClientWithSecret | Problem]:
    """Roll OAuth client

     Give a client a new secret, shown in this answer only. Those before it, and tokens got by them, work
    for the overlap.

    Args:
        oauth_client_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (OAuthClientRoll): How a client's secrets change over. Tokens got by an earlier
            secret end with its overlap.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OAuthClientWithSecret | Problem]
    """

    kwargs = _get_kwargs(
        oauth_client_id=oauth_client_id,
        body=body,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    oauth_client_id: str,
    *,
    client: AuthenticatedClient,
    body: OAuthClientRoll,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> OAuthClientWithSecret | Problem | None:
    """Roll OAuth client

     Give a client a new secret, shown in this answer only. Those before it, and tokens got by them, work
    for the overlap.

    Args:
        oauth_client_id (str):
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (OAuthClientRoll): How a client's secrets change over. Tokens got by an earlier
            secret end with its overlap.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OAuthClientWithSecret | Problem
    """

    return (
        await asyncio_detailed(
            oauth_client_id=oauth_client_id,
            client=client,
            body=body,
            greenlight_organization=greenlight_organization,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed
