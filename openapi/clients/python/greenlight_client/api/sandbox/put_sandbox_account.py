from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.sandbox_account_out import SandboxAccountOut
from ...models.social_account_in import SocialAccountIn
from ...types import UNSET, Response, Unset


def _get_kwargs(
    handle: str,
    *,
    body: SocialAccountIn,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/v1/sandbox/social-accounts/{handle}".format(
            handle=quote(str(handle), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | SandboxAccountOut:
    if response.status_code == 200:
        response_200 = SandboxAccountOut.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | SandboxAccountOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    handle: str,
    *,
    client: AuthenticatedClient,
    body: SocialAccountIn,
    if_match: str | Unset = UNSET,
) -> Response[Problem | SandboxAccountOut]:
    """Put sandbox account

     Make an account on the sandbox's social platform, or give it more values.

    What is missing is made from the handle: always the same, and eligible, unless the handle begins
    with `ineligible_`.

    Args:
        handle (str):
        if_match (str | Unset):
        body (SocialAccountIn): Any values of an account. What was given before stays; null lets a
            value be made from the handle again.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SandboxAccountOut]
    """

    kwargs = _get_kwargs(
        handle=handle,
        body=body,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    handle: str,
    *,
    client: AuthenticatedClient,
    body: SocialAccountIn,
    if_match: str | Unset = UNSET,
) -> Problem | SandboxAccountOut | None:
    """Put sandbox account

     Make an account on the sandbox's social platform, or give it more values.

    What is missing is made from the handle: always the same, and eligible, unless the handle begins
    with `ineligible_`.

    Args:
        handle (str):
        if_match (str | Unset):
        body (SocialAccountIn): Any values of an account. What was given before stays; null lets a
            value be made from the handle again.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SandboxAccountOut
    """

    return sync_detailed(
        handle=handle,
        client=client,
        body=body,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    handle: str,
    *,
    client: AuthenticatedClient,
    body: SocialAccountIn,
    if_match: str | Unset = UNSET,
) -> Response[Problem | SandboxAccountOut]:
    """Put sandbox account

     Make an account on the sandbox's social platform, or give it more values.

    What is missing is made from the handle: always the same, and eligible, unless the handle begins
    with `ineligible_`.

    Args:
        handle (str):
        if_match (str | Unset):
        body (SocialAccountIn): Any values of an account. What was given before stays; null lets a
            value be made from the handle again.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SandboxAccountOut]
    """

    kwargs = _get_kwargs(
        handle=handle,
        body=body,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    handle: str,
    *,
    client: AuthenticatedClient,
    body: SocialAccountIn,
    if_match: str | Unset = UNSET,
) -> Problem | SandboxAccountOut | None:
    """Put sandbox account

     Make an account on the sandbox's social platform, or give it more values.

    What is missing is made from the handle: always the same, and eligible, unless the handle begins
    with `ineligible_`.

    Args:
        handle (str):
        if_match (str | Unset):
        body (SocialAccountIn): Any values of an account. What was given before stays; null lets a
            value be made from the handle again.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SandboxAccountOut
    """

    return (
        await asyncio_detailed(
            handle=handle,
            client=client,
            body=body,
            if_match=if_match,
        )
    ).parsed
