from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.client_decision import ClientDecision
from ...models.client_item_out import ClientItemOut
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    *,
    body: ClientDecision,
    greenlight_approval_token: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Greenlight-Approval-Token"] = greenlight_approval_token

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/list-approvals/current/decisions",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ClientItemOut | Problem:
    if response.status_code == 200:
        response_200 = ClientItemOut.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[ClientItemOut | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ClientDecision,
    greenlight_approval_token: str,
) -> Response[ClientItemOut | Problem]:
    """Decide about creator

     Say yes or no to a creator of the list, or comment without deciding: a comment undoes no decision.

    You may change your mind until the time is over or nobody asks any more.

    Args:
        greenlight_approval_token (str): From the address that you were sent: what stands behind
            its `#`.
        body (ClientDecision): Yes or no to one creator of the list, a comment, or both: what is
            left out stays as it was.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClientItemOut | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        greenlight_approval_token=greenlight_approval_token,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: ClientDecision,
    greenlight_approval_token: str,
) -> ClientItemOut | Problem | None:
    """Decide about creator

     Say yes or no to a creator of the list, or comment without deciding: a comment undoes no decision.

    You may change your mind until the time is over or nobody asks any more.

    Args:
        greenlight_approval_token (str): From the address that you were sent: what stands behind
            its `#`.
        body (ClientDecision): Yes or no to one creator of the list, a comment, or both: what is
            left out stays as it was.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClientItemOut | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        greenlight_approval_token=greenlight_approval_token,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ClientDecision,
    greenlight_approval_token: str,
) -> Response[ClientItemOut | Problem]:
    """Decide about creator

     Say yes or no to a creator of the list, or comment without deciding: a comment undoes no decision.

    You may change your mind until the time is over or nobody asks any more.

    Args:
        greenlight_approval_token (str): From the address that you were sent: what stands behind
            its `#`.
        body (ClientDecision): Yes or no to one creator of the list, a comment, or both: what is
            left out stays as it was.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClientItemOut | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        greenlight_approval_token=greenlight_approval_token,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: ClientDecision,
    greenlight_approval_token: str,
) -> ClientItemOut | Problem | None:
    """Decide about creator

     Say yes or no to a creator of the list, or comment without deciding: a comment undoes no decision.

    You may change your mind until the time is over or nobody asks any more.

    Args:
        greenlight_approval_token (str): From the address that you were sent: what stands behind
            its `#`.
        body (ClientDecision): Yes or no to one creator of the list, a comment, or both: what is
            left out stays as it was.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClientItemOut | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            greenlight_approval_token=greenlight_approval_token,
        )
    ).parsed
