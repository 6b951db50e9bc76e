from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.saved_search_out import SavedSearchOut
from ...models.saved_search_patch import SavedSearchPatch
from ...types import UNSET, Response, Unset


def _get_kwargs(
    saved_search_id: str,
    *,
    body: SavedSearchPatch,
    greenlight_organization: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/v1/saved-searches/{saved_search_id}".format(
            saved_search_id=quote(str(saved_search_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | SavedSearchOut:
    if response.status_code == 200:
        response_200 = SavedSearchOut.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | SavedSearchOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    saved_search_id: str,
    *,
    client: AuthenticatedClient,
    body: SavedSearchPatch,
    greenlight_organization: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[Problem | SavedSearchOut]:
    """Change saved search

     Change a search: a JSON merge patch. With If-Match, only if nothing has changed since you looked.

    Another search begins anew, and forgets its matches. Whoever came while alerts were off is not told
    of when they are on again.

    Args:
        saved_search_id (str):
        greenlight_organization (str | Unset):
        if_match (str | Unset):
        body (SavedSearchPatch): A merge patch: what is left out stays as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SavedSearchOut]
    """

    kwargs = _get_kwargs(
        saved_search_id=saved_search_id,
        body=body,
        greenlight_organization=greenlight_organization,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    saved_search_id: str,
    *,
    client: AuthenticatedClient,
    body: SavedSearchPatch,
    greenlight_organization: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Problem | SavedSearchOut | None:
    """Change saved search

     Change a search: a JSON merge patch. With If-Match, only if nothing has changed since you looked.

    Another search begins anew, and forgets its matches. Whoever came while alerts were off is not told
    of when they are on again.

    Args:
        saved_search_id (str):
        greenlight_organization (str | Unset):
        if_match (str | Unset):
        body (SavedSearchPatch): A merge patch: what is left out stays as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SavedSearchOut
    """

    return sync_detailed(
        saved_search_id=saved_search_id,
        client=client,
        body=body,
        greenlight_organization=greenlight_organization,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    saved_search_id: str,
    *,
    client: AuthenticatedClient,
    body: SavedSearchPatch,
    greenlight_organization: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[Problem | SavedSearchOut]:
    """Change saved search

     Change a search: a JSON merge patch. With If-Match, only if nothing has changed since you looked.

    Another search begins anew, and forgets its matches. Whoever came while alerts were off is not told
    of when they are on again.

    Args:
        saved_search_id (str):
        greenlight_organization (str | Unset):
        if_match (str | Unset):
        body (SavedSearchPatch): A merge patch: what is left out stays as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SavedSearchOut]
    """

    kwargs = _get_kwargs(
        saved_search_id=saved_search_id,
        body=body,
        greenlight_organization=greenlight_organization,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    saved_search_id: str,
    *,
    client: AuthenticatedClient,
    body: SavedSearchPatch,
    greenlight_organization: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Problem | SavedSearchOut | None:
    """Change saved search

     Change a search: a JSON merge patch. With If-Match, only if nothing has changed since you looked.

    Another search begins anew, and forgets its matches. Whoever came while alerts were off is not told
    of when they are on again.

    Args:
        saved_search_id (str):
        greenlight_organization (str | Unset):
        if_match (str | Unset):
        body (SavedSearchPatch): A merge patch: what is left out stays as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SavedSearchOut
    """

    return (
        await asyncio_detailed(
            saved_search_id=saved_search_id,
            client=client,
            body=body,
            greenlight_organization=greenlight_organization,
            if_match=if_match,
        )
    ).parsed
