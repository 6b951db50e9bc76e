from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.creator_export_out import CreatorExportOut
from ...models.new_creator_export import NewCreatorExport
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: NewCreatorExport,
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
        "url": "/v1/creator-exports",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CreatorExportOut | Problem:
    if response.status_code == 202:
        response_202 = CreatorExportOut.from_dict(response.json())

        return response_202

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[CreatorExportOut | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewCreatorExport,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatorExportOut | Problem]:
    """Create creator export

     Take the creators of a list, or those whom a search finds, along as a file: up to 100,000 of them.

    Whom a search finds takes the scope `creators:read`, too, here and where the file is fetched.

    `download` is where the file is fetched, from now on and for 24 hours: there is nothing to wait for,
    and no event tells of it.
    The file is written whenever it is fetched, so it never tells of anybody who has left meanwhile;
    prices are compared at the
    exchange rates of the day on which you asked for it.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewCreatorExport): Whom to take along: the creators of one list, or those whom one
            search finds.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorExportOut | Problem]
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
    body: NewCreatorExport,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatorExportOut | Problem | None:
    """Create creator export

     Take the creators of a list, or those whom a search finds, along as a file: up to 100,000 of them.

    Whom a search finds takes the scope `creators:read`, too, here and where the file is fetched.

    `download` is where the file is fetched, from now on and for 24 hours: there is nothing to wait for,
    and no event tells of it.
    The file is written whenever it is fetched, so it never tells of anybody who has left meanwhile;
    prices are compared at the
    exchange rates of the day on which you asked for it.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewCreatorExport): Whom to take along: the creators of one list, or those whom one
            search finds.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorExportOut | Problem
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
    body: NewCreatorExport,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatorExportOut | Problem]:
    """Create creator export

     Take the creators of a list, or those whom a search finds, along as a file: up to 100,000 of them.

    Whom a search finds takes the scope `creators:read`, too, here and where the file is fetched.

    `download` is where the file is fetched, from now on and for 24 hours: there is nothing to wait for,
    and no event tells of it.
    The file is written whenever it is fetched, so it never tells of anybody who has left meanwhile;
    prices are compared at the
    exchange rates of the day on which you asked for it.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewCreatorExport): Whom to take along: the creators of one list, or those whom one
            search finds.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorExportOut | Problem]
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
    body: NewCreatorExport,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatorExportOut | Problem | None:
    """Create creator export

     Take the creators of a list, or those whom a search finds, along as a file: up to 100,000 of them.

    Whom a search finds takes the scope `creators:read`, too, here and where the file is fetched.

    `download` is where the file is fetched, from now on and for 24 hours: there is nothing to wait for,
    and no event tells of it.
    The file is written whenever it is fetched, so it never tells of anybody who has left meanwhile;
    prices are compared at the
    exchange rates of the day on which you asked for it.

    Args:
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (NewCreatorExport): Whom to take along: the creators of one list, or those whom one
            search finds.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorExportOut | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            greenlight_organization=greenlight_organization,
            idempotency_key=idempotency_key,
        )
    ).parsed
