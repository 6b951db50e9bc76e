from http import HTTPStatus
from typing import Any, cast

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.stream_events_streamed_event import StreamEventsStreamedEvent
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    last_event_id: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(last_event_id, Unset):
        headers["Last-Event-ID"] = last_event_id

    if not isinstance(greenlight_organization, Unset):
        headers["Greenlight-Organization"] = greenlight_organization

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/events/stream",
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | str | StreamEventsStreamedEvent:
    if response.status_code == 200:

        def _parse_response_200(data: object) -> str | StreamEventsStreamedEvent:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_streamed_event = StreamEventsStreamedEvent.from_dict(data)

                return response_200_streamed_event
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | StreamEventsStreamedEvent, data)

        response_200 = _parse_response_200(response.text)

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


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | str | StreamEventsStreamedEvent]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    last_event_id: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[Problem | str | StreamEventsStreamedEvent]:
    """Stream events

     Be told what happens to your organization as it happens, as server-sent events.

    Each event is a block of `id` (the event's id), `event` (its type) and `data` (the JSON of an event,
    as in the list), in the
    order of `sequence`. A first block has an `id` and no data: it marks where you begin. Without `Last-
    Event-ID` that is now.
    Send `Accept: text/event-stream`. A comment comes every 15 seconds: when none has come for a minute,
    connect again.

    Connect again whenever the stream ends, with the last `id` in `Last-Event-ID`; any replica goes on
    from there. It ends when
    the server stops, when you read too slowly, and within a minute, mostly at once, when your
    credential expires or is revoked
    or your role changes: then the new connection is refused, or sees what you may see now. When the
    event that you name is older
    than the feed, the answer is 410 `resume_point_gone`: list what you missed. Act once for each id: a
    connection that breaks
    may make you read an event twice that you had not yet noted.

    Args:
        last_event_id (str | Unset): The `id` of the last event that you have handled: the stream
            goes on behind it, without gap or repeat.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str | StreamEventsStreamedEvent]
    """

    kwargs = _get_kwargs(
        last_event_id=last_event_id,
        greenlight_organization=greenlight_organization,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    last_event_id: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Problem | str | StreamEventsStreamedEvent | None:
    """Stream events

     Be told what happens to your organization as it happens, as server-sent events.

    Each event is a block of `id` (the event's id), `event` (its type) and `data` (the JSON of an event,
    as in the list), in the
    order of `sequence`. A first block has an `id` and no data: it marks where you begin. Without `Last-
    Event-ID` that is now.
    Send `Accept: text/event-stream`. A comment comes every 15 seconds: when none has come for a minute,
    connect again.

    Connect again whenever the stream ends, with the last `id` in `Last-Event-ID`; any replica goes on
    from there. It ends when
    the server stops, when you read too slowly, and within a minute, mostly at once, when your
    credential expires or is revoked
    or your role changes: then the new connection is refused, or sees what you may see now. When the
    event that you name is older
    than the feed, the answer is 410 `resume_point_gone`: list what you missed. Act once for each id: a
    connection that breaks
    may make you read an event twice that you had not yet noted.

    Args:
        last_event_id (str | Unset): The `id` of the last event that you have handled: the stream
            goes on behind it, without gap or repeat.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str | StreamEventsStreamedEvent
    """

    return sync_detailed(
        client=client,
        last_event_id=last_event_id,
        greenlight_organization=greenlight_organization,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    last_event_id: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Response[Problem | str | StreamEventsStreamedEvent]:
    """Stream events

     Be told what happens to your organization as it happens, as server-sent events.

    Each event is a block of `id` (the event's id), `event` (its type) and `data` (the JSON of an event,
    as in the list), in the
    order of `sequence`. A first block has an `id` and no data: it marks where you begin. Without `Last-
    Event-ID` that is now.
    Send `Accept: text/event-stream`. A comment comes every 15 seconds: when none has come for a minute,
    connect again.

    Connect again whenever the stream ends, with the last `id` in `Last-Event-ID`; any replica goes on
    from there. It ends when
    the server stops, when you read too slowly, and within a minute, mostly at once, when your
    credential expires or is revoked
    or your role changes: then the new connection is refused, or sees what you may see now. When the
    event that you name is older
    than the feed, the answer is 410 `resume_point_gone`: list what you missed. Act once for each id: a
    connection that breaks
    may make you read an event twice that you had not yet noted.

    Args:
        last_event_id (str | Unset): The `id` of the last event that you have handled: the stream
            goes on behind it, without gap or repeat.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str | StreamEventsStreamedEvent]
    """

    kwargs = _get_kwargs(
        last_event_id=last_event_id,
        greenlight_organization=greenlight_organization,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    last_event_id: str | Unset = UNSET,
    greenlight_organization: str | Unset = UNSET,
) -> Problem | str | StreamEventsStreamedEvent | None:
    """Stream events

     Be told what happens to your organization as it happens, as server-sent events.

    Each event is a block of `id` (the event's id), `event` (its type) and `data` (the JSON of an event,
    as in the list), in the
    order of `sequence`. A first block has an `id` and no data: it marks where you begin. Without `Last-
    Event-ID` that is now.
    Send `Accept: text/event-stream`. A comment comes every 15 seconds: when none has come for a minute,
    connect again.

    Connect again whenever the stream ends, with the last `id` in `Last-Event-ID`; any replica goes on
    from there. It ends when
    the server stops, when you read too slowly, and within a minute, mostly at once, when your
    credential expires or is revoked
    or your role changes: then the new connection is refused, or sees what you may see now. When the
    event that you name is older
    than the feed, the answer is 410 `resume_point_gone`: list what you missed. Act once for each id: a
    connection that breaks
    may make you read an event twice that you had not yet noted.

    Args:
        last_event_id (str | Unset): The `id` of the last event that you have handled: the stream
            goes on behind it, without gap or repeat.
        greenlight_organization (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str | StreamEventsStreamedEvent
    """

    return (
        await asyncio_detailed(
            client=client,
            last_event_id=last_event_id,
            greenlight_organization=greenlight_organization,
        )
    ).parsed
