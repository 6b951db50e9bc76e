"""Forwards an organization's events, as they happen, to a handler on a developer's machine."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from shared.http import Client, Response, TransportError

SILENCE_SECONDS = 50.0
"""A stream that has not even sent a heartbeat for so long is broken."""
SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0
MAY_PASS = frozenset({429, 500, 502, 503, 504})
"""Refusals that another try may not meet."""

Say = Callable[[str], None]


class ListenFailed(Exception):
    """Listening is of no use; the message is one line for a person."""


@dataclass(frozen=True)
class Block:
    """One block of a stream of server-sent events."""

    id: str | None
    data: str | None


async def blocks_of(pieces: AsyncIterator[str]) -> AsyncIterator[Block]:
    """Read server-sent events; comments are no blocks, and neither is what the end of the stream cuts off."""
    rest, fields = "", dict[str, str]()
    async for piece in pieces:
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            name, _, value = line.removesuffix("\r").partition(":")
            if name:
                fields[name] = value.removeprefix(" ")
            elif not line.startswith(":") and fields:
                yield Block(fields.get("id"), fields.get("data"))
                fields = {}


async def listen(*, forward_to: str, key: str, organization: str | None, gateway: str, say: Say) -> None:
    """Hand each event to the handler, in order and at least once, until cancelled. Raises `ListenFailed`.

    An event is done with when the handler answers 2xx; until then it is tried again and later ones wait. Whenever the stream
    breaks it is begun again behind the last event that is done with.
    """
    if not forward_to.startswith(("http://", "https://")):
        message = f"{forward_to!r} is not an http address"
        raise ListenFailed(message)
    headers = {"Authorization": f"Bearer {key}", "Accept": "text/event-stream"}
    if organization:
        headers["Greenlight-Organization"] = organization
    done_with: str | None = None
    pause = SHORTEST_PAUSE_SECONDS
    async with (
        Client(base_url=gateway, headers=headers, timeout=SILENCE_SECONDS, trust_env=False) as api,
        Client(timeout=SILENCE_SECONDS, trust_env=False) as handler,
    ):
        while True:
            resume = {"Last-Event-ID": done_with} if done_with else {}
            try:
                async with api.stream("GET", "/v1/events/stream", headers=resume) as answer:
                    if answer.status_code == 200:
                        say(f"listening at {gateway}" + (f" behind {done_with}" if done_with else ""))
                        pause = SHORTEST_PAUSE_SECONDS
                        async for block in blocks_of(answer.aiter_text()):
                            if block.data is not None:
                                await _hand_over(handler, forward_to, block.data, say)
                            done_with = block.id or done_with
                    else:
                        await _refused(answer, say)
            except TransportError as error:
                say(f"the stream broke: {error!r}")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def _refused(answer: Response, say: Say) -> None:
    """Say why there is no stream. Raises `ListenFailed` where asking again is no use."""
    body = (await answer.aread()).decode(errors="replace")
    try:
        problem = json.loads(body)
        reason = f"{problem['code']}: {problem['detail']}"
    except (ValueError, LookupError, TypeError):
        reason = body[:200]
    message = f"{answer.status_code} {reason}"
    if answer.status_code not in MAY_PASS:
        raise ListenFailed(message)
    say(message)


async def _hand_over(handler: Client, forward_to: str, data: str, say: Say) -> None:
    """Give one event to the handler until it takes it."""
    event = json.loads(data)
    pause = SHORTEST_PAUSE_SECONDS
    while True:
        started = time.perf_counter()
        try:
            answer = await handler.post(forward_to, content=data.encode(), headers={"Content-Type": "application/json"})
            taken, said = answer.is_success, str(answer.status_code)
        except TransportError as error:
            taken, said = False, repr(error)
        milliseconds = (time.perf_counter() - started) * 1000
        again = "" if taken else f", again in {pause:g} s"
        say(f"{event['timestamp']} {event['type']} {event['id']} -> {said} ({milliseconds:.0f} ms){again}")
        if taken:
            return
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
