from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.new_saved_search import NewSavedSearch
from ...models.problem import Problem
from ...models.saved_search_out import SavedSearchOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: NewSavedSearch,
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
        "url": "/v1/saved-searches",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | SavedSearchOut:
    if response.status_code == 201:
        response_201 = SavedSearchOut.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | SavedSearchOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewSavedSearch,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SavedSearchOut]:
    """Create saved search

     Keep a search, and be told of creators who come to match it.

    Who matches already is found by searching: save first and search then, and nobody is missed. From
    now on a creator who begins
    to match, because something of theirs has changed or they are new, is noted within a second or two,
    once while they go on
    matching, and again when they ceased and began anew.
    Prices are compared by the exchange rates of the day on which the creator changes.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewSavedSearch): A search to keep.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SavedSearchOut]
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
    body: NewSavedSearch,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SavedSearchOut | None:
    """Create saved search

     Keep a search, and be told of creators who come to match it.

    Who matches already is found by searching: save first and search then, and nobody is missed. From
    now on a creator who begins
    to match, because something of theirs has changed or they are new, is noted within a second or two,
    once while they go on
    matching, and again when they ceased and began anew.
    Prices are compared by the exchange rates of the day on which the creator changes.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewSavedSearch): A search to keep.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SavedSearchOut
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
    body: NewSavedSearch,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SavedSearchOut]:
    """Create saved search

     Keep a search, and be told of creators who come to match it.

    Who matches already is found by searching: save first and search then, and nobody is missed. From
    now on a creator who begins
    to match, because something of theirs has changed or they are new, is noted within a second or two,
    once while they go on
    matching, and again when they ceased and began anew.
    Prices are compared by the exchange rates of the day on which the creator changes.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewSavedSearch): A search to keep.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SavedSearchOut]
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
    body: NewSavedSearch,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SavedSearchOut | None:
    """Create saved search

     Keep a search, and be told of creators who come to match it.

    Who matches already is found by searching: save first and search then, and nobody is missed. From
    now on a creator who begins
    to match, because something of theirs has changed or they are new, is noted within a second or two,
    once while they go on
    matching, and again when they ceased and began anew.
    Prices are compared by the exchange rates of the day on which the creator changes.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewSavedSearch): A search to keep.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SavedSearchOut
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            greenlight_organization=greenlight_organization,
            idempotency_key=idempotency_key,
        )
    ).parsed
