from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    creator_export_id: str,
    *,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/creator-exports/{creator_export_id}/content".format(
            creator_export_id=quote(str(creator_export_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> File | Problem:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

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

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[File | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    creator_export_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
) -> Response[File | Problem]:
    """Get creator export content

     Fetch the file: one row for each creator, in the order of the list or the search, as they are now.

    Who is hidden is left out; who moves in the order while the file is written may be missing, and
    nobody stands in it twice.
    Rates are in minor units of their currency, shares from 0 to 1, and times in UTC. In CSV (RFC 4180,
    UTF-8), `;` separates the
    values of one column, as in `US:0.61;CA:0.1` and `video:60000:USD`, and a text that a spreadsheet
    would take for a formula has
    an apostrophe before it. In Parquet they are lists, maps and structures. A file that breaks off was
    not whole: fetch it again.

    Where too many files are on their way at once the answer is 429 `too_many_downloads`, before
    anything is read.

    Args:
        creator_export_id (str):
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        creator_export_id=creator_export_id,
        greenlight_organization=greenlight_organization,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    creator_export_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
) -> File | Problem | None:
    """Get creator export content

     Fetch the file: one row for each creator, in the order of the list or the search, as they are now.

    Who is hidden is left out; who moves in the order while the file is written may be missing, and
    nobody stands in it twice.
    Rates are in minor units of their currency, shares from 0 to 1, and times in UTC. In CSV (RFC 4180,
    UTF-8), `;` separates the
    values of one column, as in `US:0.61;CA:0.1` and `video:60000:USD`, and a text that a spreadsheet
    would take for a formula has
    an apostrophe before it. In Parquet they are lists, maps and structures. A file that breaks off was
    not whole: fetch it again.

    Where too many files are on their way at once the answer is 429 `too_many_downloads`, before
    anything is read.

    Args:
        creator_export_id (str):
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return sync_detailed(
        creator_export_id=creator_export_id,
        client=client,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    creator_export_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
) -> Response[File | Problem]:
    """Get creator export content

     Fetch the file: one row for each creator, in the order of the list or the search, as they are now.

    Who is hidden is left out; who moves in the order while the file is written may be missing, and
    nobody stands in it twice.
    Rates are in minor units of their currency, shares from 0 to 1, and times in UTC. In CSV (RFC 4180,
    UTF-8), `;` separates the
    values of one column, as in `US:0.61;CA:0.1` and `video:60000:USD`, and a text that a spreadsheet
    would take for a formula has
    an apostrophe before it. In Parquet they are lists, maps and structures. A file that breaks off was
    not whole: fetch it again.

    Where too many files are on their way at once the answer is 429 `too_many_downloads`, before
    anything is read.

    Args:
        creator_export_id (str):
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        creator_export_id=creator_export_id,
        greenlight_organization=greenlight_organization,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    creator_export_id: str,
    *,
    client: AuthenticatedClient,
    greenlight_organization: str | Unset = UNSET,
) -> File | Problem | None:
    """Get creator export content

     Fetch the file: one row for each creator, in the order of the list or the search, as they are now.

    Who is hidden is left out; who moves in the order while the file is written may be missing, and
    nobody stands in it twice.
    Rates are in minor units of their currency, shares from 0 to 1, and times in UTC. In CSV (RFC 4180,
    UTF-8), `;` separates the
    values of one column, as in `US:0.61;CA:0.1` and `video:60000:USD`, and a text that a spreadsheet
    would take for a formula has
    an apostrophe before it. In Parquet they are lists, maps and structures. A file that breaks off was
    not whole: fetch it again.

    Where too many files are on their way at once the answer is 429 `too_many_downloads`, before
    anything is read.

    Args:
        creator_export_id (str):
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return (
        await asyncio_detailed(
            creator_export_id=creator_export_id,
            client=client,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
