from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.creator_import_out import CreatorImportOut
from ...models.problem import Problem
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: File | File | Unset = UNSET,
    list_id: str | Unset = UNSET,
    platform: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    params["list_id"] = list_id

    params["platform"] = platform

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/creator-imports",
        "params": params,
    }

    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "application/x-ndjson"
    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "text/csv"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CreatorImportOut | Problem:
    if response.status_code == 202:
        response_202 = CreatorImportOut.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[CreatorImportOut | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: File | File | Unset = UNSET,
    list_id: str | Unset = UNSET,
    platform: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatorImportOut | Problem]:
    """Create creator import

     Look for up to 10,000 handles, and put whoever is found into a list.

    The body is CSV, whose first line names the columns `handle` and perhaps `platform`, or JSON lines,
    objects with these
    members; UTF-8, 2 MiB at most. A body whose form is wrong is refused as a whole, by the line that is
    wrong. So is one with any
    other column or member, by its name: take such columns out of a sheet first. A mistyped `platform`
    would else go unseen.

    The work is done after the answer: `Location` is where to look how far it is, the event
    `creator_import.completed` or
    `creator_import.failed` tells of its end, and the rows say what became of each. Ten imports of an
    organization may be under
    way. Case, accents and an `@` before a handle do not matter. Only creators whom searches show are
    found: who is hidden is as
    unknown as who never was here.

    Args:
        list_id (str | Unset): Put those who are found at the end of this list.
        platform (str | Unset): Where the handles are that name no platform themselves.
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (File):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorImportOut | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        list_id=list_id,
        platform=platform,
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
    body: File | File | Unset = UNSET,
    list_id: str | Unset = UNSET,
    platform: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatorImportOut | Problem | None:
    """Create creator import

     Look for up to 10,000 handles, and put whoever is found into a list.

    The body is CSV, whose first line names the columns `handle` and perhaps `platform`, or JSON lines,
    objects with these
    members; UTF-8, 2 MiB at most. A body whose form is wrong is refused as a whole, by the line that is
    wrong. So is one with any
    other column or member, by its name: take such columns out of a sheet first. A mistyped `platform`
    would else go unseen.

    The work is done after the answer: `Location` is where to look how far it is, the event
    `creator_import.completed` or
    `creator_import.failed` tells of its end, and the rows say what became of each. Ten imports of an
    organization may be under
    way. Case, accents and an `@` before a handle do not matter. Only creators whom searches show are
    found: who is hidden is as
    unknown as who never was here.

    Args:
        list_id (str | Unset): Put those who are found at the end of this list.
        platform (str | Unset): Where the handles are that name no platform themselves.
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (File):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorImportOut | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        list_id=list_id,
        platform=platform,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: File | File | Unset = UNSET,
    list_id: str | Unset = UNSET,
    platform: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatorImportOut | Problem]:
    """Create creator import

     Look for up to 10,000 handles, and put whoever is found into a list.

    The body is CSV, whose first line names the columns `handle` and perhaps `platform`, or JSON lines,
    objects with these
    members; UTF-8, 2 MiB at most. A body whose form is wrong is refused as a whole, by the line that is
    wrong. So is one with any
    other column or member, by its name: take such columns out of a sheet first. A mistyped `platform`
    would else go unseen.

    The work is done after the answer: `Location` is where to look how far it is, the event
    `creator_import.completed` or
    `creator_import.failed` tells of its end, and the rows say what became of each. Ten imports of an
    organization may be under
    way. Case, accents and an `@` before a handle do not matter. Only creators whom searches show are
    found: who is hidden is as
    unknown as who never was here.

    Args:
        list_id (str | Unset): Put those who are found at the end of this list.
        platform (str | Unset): Where the handles are that name no platform themselves.
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (File):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatorImportOut | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        list_id=list_id,
        platform=platform,
        greenlight_organization=greenlight_organization,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: File | File | Unset = UNSET,
    list_id: str | Unset = UNSET,
    platform: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatorImportOut | Problem | None:
    """Create creator import

     Look for up to 10,000 handles, and put whoever is found into a list.

    The body is CSV, whose first line names the columns `handle` and perhaps `platform`, or JSON lines,
    objects with these
    members; UTF-8, 2 MiB at most. A body whose form is wrong is refused as a whole, by the line that is
    wrong. So is one with any
    other column or member, by its name: take such columns out of a sheet first. A mistyped `platform`
    would else go unseen.

    The work is done after the answer: `Location` is where to look how far it is, the event
    `creator_import.completed` or
    `creator_import.failed` tells of its end, and the rows say what became of each. Ten imports of an
    organization may be under
    way. Case, accents and an `@` before a handle do not matter. Only creators whom searches show are
    found: who is hidden is as
    unknown as who never was here.

    Args:
        list_id (str | Unset): Put those who are found at the end of this list.
        platform (str | Unset): Where the handles are that name no platform themselves.
        greenlight_organization (str | Unset):
        idempotency_key (str | Unset):
        body (File):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatorImportOut | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            list_id=list_id,
            platform=platform,
            greenlight_organization=greenlight_organization,
            idempotency_key=idempotency_key,
        )
    ).parsed
