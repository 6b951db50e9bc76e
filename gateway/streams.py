"""Answers that go on and on: they end when the credential that they were begun with holds no more, or stands for less."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from gateway.credentials import InnerToken, Refused
from gateway.operations import Operation
from shared.errors import Problem
from shared.front import Message, Send

logger = structlog.get_logger(__name__)

LOOK_SECONDS = 5.0
"""How often it is looked whether the caller may still listen: so long, at most, a stream outlives an event that voids its token.

While no event comes, a token's own 60 s are the bound, as they are for requests.
"""
STREAM = b"text/event-stream"

_OF_ONE_TOKEN = frozenset({"iat", "exp"})


def may_stream(operation: Operation | None) -> bool:
    """Say whether an answer may be a stream, as far as the contract knows."""
    return operation is None or not operation.media_types or operation.is_stream


async def while_it_holds(
    forward: Callable[[Send], Awaitable[None]], send: Send, *, token: InnerToken, swap: Callable[[], Awaitable[InnerToken]]
) -> None:
    """Forward a request; if its answer is a stream, end that in order as soon as the caller has lost what it was begun with.

    The caller connects again, and is then refused or gets what they may see now.
    """
    looking: asyncio.Task[None] | None = None
    until = asyncio.timeout(None)

    async def look_on() -> None:
        await _lost(token, swap)
        until.reschedule(asyncio.get_running_loop().time())

    async def send_on(message: Message) -> None:
        nonlocal looking
        if message["type"] == "http.response.start" and _is_stream(message):
            looking = asyncio.create_task(look_on(), name="credential of a stream")
        await send(message)

    try:
        async with until:
            try:
                await forward(send_on)
            finally:
                if looking is not None:
                    looking.cancel()
    except TimeoutError:
        if not until.expired():
            raise
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _lost(token: InnerToken, swap: Callable[[], Awaitable[InnerToken]]) -> None:
    """Return when the credential is refused, or stands for somebody else or for other rights than it did.

    It is asked of what the gateway keeps, which events void at once; identity is asked when a token has run its time. Where that
    gives none, whatever the reason, nobody can say that the credential still holds.
    """
    began_as = claims_of(token)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            if claims_of(await swap()) != began_as:
                return
        except (Refused, Problem) as error:
            logger.debug("stream_ends", error=repr(error))
            return


def claims_of(token: InnerToken) -> dict[str, Any]:
    """Read what a token says of its holder; identity has just made it, so nobody needs to verify it here."""
    payload = token.token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return {name: value for name, value in claims.items() if name not in _OF_ONE_TOKEN}


def _is_stream(message: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(STREAM) for name, value in message.get("headers", ()))
