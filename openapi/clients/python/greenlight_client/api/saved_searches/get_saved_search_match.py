from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.saved_search_match_out import SavedSearchMatchOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    saved_search_id: str,
    saved_search_match_id: str,
    *,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/saved-searches/{saved_search_id}/matches/{saved_search_match_id}".format(
            saved_search_id=quote(str(saved_search_id), safe=""),
            saved_search_match_id=quote(str(saved_search_match_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | SavedSearchMatchOut:
    if response.status_code == 200:
        response_200 = SavedSearchMatchOut.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | SavedSearchMatchOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    saved_search_id: str,
    saved_search_match_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
) -> Response[Problem | SavedSearchMatchOut]:
    """Get saved search match

     Read one match that still stands.

    Args:
        saved_search_id (str):
        saved_search_match_id (str):
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SavedSearchMatchOut]
    """

    kwargs = _get_kwargs(
        saved_search_id=saved_search_id,
        saved_search_match_id=saved_search_match_id,
        greenlight_organization=greenlight_organization,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    saved_search_id: str,
    saved_search_match_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
) -> Problem | SavedSearchMatchOut | None:
    """Get saved search match

     Read one match that still stands.

    Args:
        saved_search_id (str):
        saved_search_match_id (str):
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SavedSearchMatchOut
    """

    return sync_detailed(
        saved_search_id=saved_search_id,
        saved_search_match_id=saved_search_match_id,
        client=client,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    saved_search_id: str,
    saved_search_match_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
) -> Response[Problem | SavedSearchMatchOut]:
    """Get saved search match

     Read one match that still stands.

    Args:
        saved_search_id (str):
        saved_search_match_id (str):
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SavedSearchMatchOut]
    """

    kwargs = _get_kwargs(
        saved_search_id=saved_search_id,
        saved_search_match_id=saved_search_match_id,
        greenlight_organization=greenlight_organization,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    saved_search_id: str,
    saved_search_match_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
) -> Problem | SavedSearchMatchOut | None:
    """Get saved search match

     Read one match that still stands.

    Args:
        saved_search_id (str):
        saved_search_match_id (str):
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SavedSearchMatchOut
    """

    return (
        await asyncio_detailed(
            saved_search_id=saved_search_id,
            saved_search_match_id=saved_search_match_id,
            client=client,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
