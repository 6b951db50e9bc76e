from http import HTTPStatus
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.new_suggestions import NewSuggestions
from ...models.problem import Problem
from ...models.suggestions_out import SuggestionsOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: NewSuggestions,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/creator-suggestions",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | SuggestionsOut:
    if response.status_code == 200:
        response_200 = SuggestionsOut.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | SuggestionsOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewSuggestions,
    greenlight_organization: str | Unset = UNSET,
) -> Response[Problem | SuggestionsOut]:
    """Suggest creators

     Find creators for a brief, ranked, each with the reasons and with what counts against.

    What the brief demands filters as in a search; what it wishes for earns points by a published
    formula, so that the same market
    gives the same answer. Where your organization, or else the operator, has a ranking model of its
    own, that one gives the
    scores, and the formula answers if it fails: `ranking` says who ranked. It changes nothing, and
    needs no Idempotency-Key.

    Args:
        greenlight_organization (str | Unset):
        body (NewSuggestions): A brief. It demands category, languages, follower counts and a rate
            within the budget, and wishes for the rest.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SuggestionsOut]
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
    body: NewSuggestions,
    greenlight_organization: str | Unset = UNSET,
) -> Problem | SuggestionsOut | None:
    """Suggest creators

     Find creators for a brief, ranked, each with the reasons and with what counts against.

    What the brief demands filters as in a search; what it wishes for earns points by a published
    formula, so that the same market
    gives the same answer. Where your organization, or else the operator, has a ranking model of its
    own, that one gives the
    scores, and the formula answers if it fails: `ranking` says who ranked. It changes nothing, and
    needs no Idempotency-Key.

    Args:
        greenlight_organization (str | Unset):
        body (NewSuggestions): A brief. It demands category, languages, follower counts and a rate
            within the budget, and wishes for the rest.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SuggestionsOut
    """

    return sync_detailed(
        client=client,
        body=body,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: NewSuggestions,
    greenlight_organization: str | Unset = UNSET,
) -> Response[Problem | SuggestionsOut]:
    """Suggest creators

     Find creators for a brief, ranked, each with the reasons and with what counts against.

    What the brief demands filters as in a search; what it wishes for earns points by a published
    formula, so that the same market
    gives the same answer. Where your organization, or else the operator, has a ranking model of its
    own, that one gives the
    scores, and the formula answers if it fails: `ranking` says who ranked. It changes nothing, and
    needs no Idempotency-Key.

    Args:
        greenlight_organization (str | Unset):
        body (NewSuggestions): A brief. It demands category, languages, follower counts and a rate
            within the budget, and wishes for the rest.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SuggestionsOut]
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
    body: NewSuggestions,
    greenlight_organization: str | Unset = UNSET,
) -> Problem | SuggestionsOut | None:
    """Suggest creators

     Find creators for a brief, ranked, each with the reasons and with what counts against.

    What the brief demands filters as in a search; what it wishes for earns points by a published
    formula, so that the same market
    gives the same answer. Where your organization, or else the operator, has a ranking model of its
    own, that one gives the
    scores, and the formula answers if it fails: `ranking` says who ranked. It changes nothing, and
    needs no Idempotency-Key.

    Args:
        greenlight_organization (str | Unset):
        body (NewSuggestions): A brief. It demands category, languages, follower counts and a rate
            within the budget, and wishes for the rest.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SuggestionsOut
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
