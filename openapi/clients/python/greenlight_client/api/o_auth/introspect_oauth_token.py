from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.active_token import ActiveToken
from ...models.inactive_token import InactiveToken
from ...models.o_auth_error import OAuthError
from ...models.one_token_form import OneTokenForm
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    *,
    body: OneTokenForm,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/oauth/introspect",
    }

    _kwargs["data"] = body.to_dict()
    headers["Content-Type"] = "application/x-www-form-urlencoded"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ActiveToken | InactiveToken | OAuthError | Problem:
    if response.status_code == 200:

        def _parse_response_200(data: object) -> ActiveToken | InactiveToken:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = ActiveToken.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_200_type_1 = InactiveToken.from_dict(data)

            return response_200_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = OAuthError.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = OAuthError.from_dict(response.json())

        return response_401

    if response.status_code == 406:
        response_406 = Problem.from_dict(response.json())

        return response_406

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
) -> Response[ActiveToken | InactiveToken | OAuthError | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: OneTokenForm,
) -> Response[ActiveToken | InactiveToken | OAuthError | Problem]:
    """Introspect OAuth token

     Ask whether a token works, and what it may do (RFC 7662). A client is told of its own tokens only.

    Args:
        body (OneTokenForm): Name a token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ActiveToken | InactiveToken | OAuthError | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: OneTokenForm,
) -> ActiveToken | InactiveToken | OAuthError | Problem | None:
    """Introspect OAuth token

     Ask whether a token works, and what it may do (RFC 7662). A client is told of its own tokens only.

    Args:
        body (OneTokenForm): Name a token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ActiveToken | InactiveToken | OAuthError | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: OneTokenForm,
) -> Response[ActiveToken | InactiveToken | OAuthError | Problem]:
    """Introspect OAuth token

     Ask whether a token works, and what it may do (RFC 7662). A client is told of its own tokens only.

    Args:
        body (OneTokenForm): Name a token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ActiveToken | InactiveToken | OAuthError | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: OneTokenForm,
) -> ActiveToken | InactiveToken | OAuthError | Problem | None:
    """Introspect OAuth token

     Ask whether a token works, and what it may do (RFC 7662). A client is told of its own tokens only.

    Args:
        body (OneTokenForm): Name a token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ActiveToken | InactiveToken | OAuthError | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
