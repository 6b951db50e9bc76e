from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.creator_listing import CreatorListing
from ...models.creator_search_body import CreatorSearchBody
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: CreatorSearchBody,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/creators/search",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CreatorListing | Problem:
    if response.status_code == 200:
        response_200 = CreatorListing.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[CreatorListing | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: CreatorSearchBody,
    greenlight_organization: str | Unset = UNSET,
) -> Response[CreatorListing | Problem]:
    """Search creators

     Find creators by a body instead of parameters, for long filters. It changes nothing, and needs no
    Idempotency-Key.

    Only creators who are available are shown: who is on vacation is in no page and no count until they
    are back.

    Args:
        greenlight_organization (str | Unset):
        body (CreatorSearchBody): A search as a body, for filters that are too long for an
            address. Filters combine by *and*, the values of one by *or*.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorListing | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        greenlight_organization=greenlight_organization,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: CreatorSearchBody,
    greenlight_organization: str | Unset = UNSET,
) -> CreatorListing | Problem | None:
    """Search creators

     Find creators by a body instead of parameters, for long filters. It changes nothing, and needs no
    Idempotency-Key.

    Only creators who are available are shown: who is on vacation is in no page and no count until they
    are back.

    Args:
        greenlight_organization (str | Unset):
        body (CreatorSearchBody): A search as a body, for filters that are too long for an
            address. Filters combine by *and*, the values of one by *or*.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorListing | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CreatorSearchBody,
    greenlight_organization: str | Unset = UNSET,
) -> Response[CreatorListing | Problem]:
    """Search creators

     Find creators by a body instead of parameters, for long filters. It changes nothing, and needs no
    Idempotency-Key.

    Only creators who are available are shown: who is on vacation is in no page and no count until they
    are back.

    Args:
        greenlight_organization (str | Unset):
        body (CreatorSearchBody): A search as a body, for filters that are too long for an
            address. Filters combine by *and*, the values of one by *or*.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorListing | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        greenlight_organization=greenlight_organization,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CreatorSearchBody,
    greenlight_organization: str | Unset = UNSET,
) -> CreatorListing | Problem | None:
    """Search creators

     Find creators by a body instead of parameters, for long filters. It changes nothing, and needs no
    Idempotency-Key.

    Only creators who are available are shown: who is on vacation is in no page and no count until they
    are back.

    Args:
        greenlight_organization (str | Unset):
        body (CreatorSearchBody): A search as a body, for filters that are too long for an
            address. Filters combine by *and*, the values of one by *or*.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorListing | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
