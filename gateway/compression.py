"""Answers in JSON and the reference, compressed for whoever takes them so. What streams to a waiting reader is left as it is."""

import zlib
from typing import Any

from gateway import headers
from gateway.accept import takes_coding
from shared.front import Message, Scope, Send

SMALLEST = 1024
"""Bytes: a smaller answer fits into one packet as it is."""
LEVEL = 1
"""JSON repeats its names: the fastest level finds nearly all of it."""
_GZIP = 16 + zlib.MAX_WBITS

_JSON = (b"application/json", b"application/problem+json")
_PAGES = (b"text/html", b"text/css", b"text/javascript")
"""Of the reference: they hold no secrets that their length could tell."""


def is_json(said: headers.Headers) -> bool:
    """Say whether an answer is in JSON."""
    return any(name == b"content-type" and value.startswith(_JSON) for name, value in said)


def compressed(scope: Scope, send: Send) -> Send:
    """Compress what goes through `send`, where the caller takes gzip."""
    accepted = headers.unchecked(scope["headers"], b"accept-encoding")
    if accepted is None or not takes_coding(accepted, "gzip"):
        return send
    return _Gzip(send, is_head=scope["method"] == "HEAD")


class _Gzip:
    """Compresses one answer: whole where it comes whole, else as it comes."""

    def __init__(self, send: Send, *, is_head: bool) -> None:
        self._send, self._is_head = send, is_head
        self._start: Message | None = None
        self._compressor: Any = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            said = [(name.lower(), value) for name, value in message.get("headers", ())]
            if _is_worth_it(message["status"], said):
                message = {**message, "headers": _compressed_headers(said)}
                if self._is_head:
                    await self._send(message)  # as for a GET; only the length is not known without the body
                    return
                self._start = message
                self._compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
                return
        elif message["type"] == "http.response.body" and self._compressor is not None:
            message = await self._compress(message)
        await self._send(message)

    async def _compress(self, message: Message) -> Message:
        more = message.get("more_body", False)
        body = self._compressor.compress(message.get("body", b"")) + (b"" if more else self._compressor.flush())
        if self._start is not None:
            start, self._start = self._start, None
            if not more:
                start["headers"].append((b"content-length", str(len(body)).encode()))
            await self._send(start)
        return {**message, "body": body}


def _is_worth_it(status: int, said: headers.Headers) -> bool:
    names = dict(said)
    if status in {204, 206, 304} or not (is_json(said) or names.get(b"content-type", b"").startswith(_PAGES)):
        return False
    length = names.get(b"content-length")
    return b"content-encoding" not in names and (length is None or int(length) > SMALLEST)


def _compressed_headers(said: headers.Headers) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in said if name not in {b"content-length", b"etag"}]
    # A strong tag promises the same bytes; these differ. If-Match and If-None-Match do not mind `W/`.
    tags = [(name, value if value.startswith(b"W/") else b"W/" + value) for name, value in said if name == b"etag"]
    return [*kept, *tags, (b"content-encoding", b"gzip")]
