from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.purpose import Purpose
from ...types import UNSET, Response


def _get_kwargs(
    upload_id: str,
    *,
    purpose: Purpose,
    expires: int,
    signature: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_purpose: str = purpose
    params["purpose"] = json_purpose

    params["expires"] = expires

    params["signature"] = signature

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/uploads/{upload_id}/content".format(
            upload_id=quote(str(upload_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Problem:
    if response.status_code == 200:
        response_200 = cast(Any, None)
        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

    if response.status_code == 416:
        response_416 = Problem.from_dict(response.json())

        return response_416

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    upload_id: str,
    *,
    client: AuthenticatedClient | Client,
    purpose: Purpose,
    expires: int,
    signature: str,
) -> Response[Any | Problem]:
    """Get upload content

     Fetch a file at its signed address, in ranges too; HEAD at the address for sending tells Upload-
    Offset.

    Args:
        upload_id (str):
        purpose (Purpose): What an address is good for.
        expires (int): Part of a signed address: use it as given.
        signature (str): Part of a signed address: use it as given.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        upload_id=upload_id,
        purpose=purpose,
        expires=expires,
        signature=signature,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    upload_id: str,
    *,
    client: AuthenticatedClient | Client,
    purpose: Purpose,
    expires: int,
    signature: str,
) -> Any | Problem | None:
    """Get upload content

     Fetch a file at its signed address, in ranges too; HEAD at the address for sending tells Upload-
    Offset.

    Args:
        upload_id (str):
        purpose (Purpose): What an address is good for.
        expires (int): Part of a signed address: use it as given.
        signature (str): Part of a signed address: use it as given.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return sync_detailed(
        upload_id=upload_id,
        client=client,
        purpose=purpose,
        expires=expires,
        signature=signature,
    ).parsed


async def asyncio_detailed(
    upload_id: str,
    *,
    client: AuthenticatedClient | Client,
    purpose: Purpose,
    expires: int,
    signature: str,
) -> Response[Any | Problem]:
    """Get upload content

     Fetch a file at its signed address, in ranges too; HEAD at the address for sending tells Upload-
    Offset.

    Args:
        upload_id (str):
        purpose (Purpose): What an address is good for.
        expires (int): Part of a signed address: use it as given.
        signature (str): Part of a signed address: use it as given.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        upload_id=upload_id,
        purpose=purpose,
        expires=expires,
        signature=signature,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    upload_id: str,
    *,
    client: AuthenticatedClient | Client,
    purpose: Purpose,
    expires: int,
    signature: str,
) -> Any | Problem | None:
    """Get upload content

     Fetch a file at its signed address, in ranges too; HEAD at the address for sending tells Upload-
    Offset.

    Args:
        upload_id (str):
        purpose (Purpose): What an address is good for.
        expires (int): Part of a signed address: use it as given.
        signature (str): Part of a signed address: use it as given.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return (
        await asyncio_detailed(
            upload_id=upload_id,
            client=client,
            purpose=purpose,
            expires=expires,
            signature=signature,
        )
    ).parsed
