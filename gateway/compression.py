"""Answers in JSON and the reference, compressed for whoever takes them so. What streams to a waiting reader is left as it is."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import zstandard

from gateway import headers
from gateway.accept import coding_for
from shared.front import Message, Scope, Send

SMALLEST = 1024
"""Bytes: a smaller answer fits into one packet as it is."""
LEVEL = 1
"""JSON repeats its names: the fastest level finds nearly all of it."""
_GZIP = 16 + zlib.MAX_WBITS

_JSON = (b"application/json", b"application/problem+json")
_PAGES = (b"text/html", b"text/css", b"text/javascript")
"""Of the reference: they hold no secrets that their length could tell."""
_COMPRESSIBLE = _JSON + _PAGES


@dataclass(frozen=True)
class _Coding:
    name: str
    whole: Callable[[bytes], bytes]
    in_pieces: Callable[[], Any]
    """Make what compresses one answer that comes in pieces."""


_CODINGS = {
    coding.name: coding
    for coding in (
        # One compressor for all that is compressed at once: making it costs five times as much as a page of JSON.
        _Coding(
            "zstd",
            zstandard.ZstdCompressor(level=LEVEL).compress,
            lambda: zstandard.ZstdCompressor(level=LEVEL).compressobj(),
        ),
        _Coding("gzip", lambda body: zlib.compress(body, LEVEL, _GZIP), lambda: zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)),
    )
}
_OURS = tuple(_CODINGS)
"""What we like better stands first."""


def is_compressible(content_type: bytes) -> bool:
    """Say whether an answer of this form is compressed for those who take it so."""
    return content_type.startswith(_COMPRESSIBLE)


def compressed(scope: Scope, send: Send) -> Send:
    """Compress what goes through `send`, in the coding that the caller likes best."""
    accepted = headers.unchecked(scope["headers"], b"accept-encoding")
    coding = coding_for(accepted, _OURS) if accepted else None
    return _Compressed(send, _CODINGS[coding], is_head=scope["method"] == "HEAD") if coding else send


class _Compressed:
    """Compresses one answer: whole where it comes whole, else as it comes."""

    def __init__(self, send: Send, coding: _Coding, *, is_head: bool) -> None:
        self._send, self._coding, self._is_head = send, coding, is_head
        self._start: Message | None = None
        self._compressor: Any = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            said = [(name.lower(), value) for name, value in message.get("headers", ())]
            if _is_worth_it(message["status"], said):
                message = {**message, "headers": self._headers(said)}
                if not self._is_head:  # for a HEAD as for a GET; only the length is not known without the body
                    self._start = message
                    return
        elif message["type"] == "http.response.body":
            if self._start is not None:
                message = await self._begin(self._start, message)
                self._start = None
            elif self._compressor is not None:
                message = {**message, "body": self._next(message)}
        await self._send(message)

    async def _begin(self, start: Message, message: Message) -> Message:
        if message.get("more_body", False):
            self._compressor = self._coding.in_pieces()
            body = self._next(message)
        else:
            body = self._coding.whole(message.get("body", b""))
            start["headers"].append((b"content-length", str(len(body)).encode()))
        await self._send(start)
        return {**message, "body": body}

    def _next(self, message: Message) -> bytes:
        piece = self._compressor.compress(message.get("body", b""))
        return piece if message.get("more_body", False) else piece + self._compressor.flush()

    def _headers(self, said: headers.Headers) -> list[tuple[bytes, bytes]]:
        kept = [(name, value) for name, value in said if name not in {b"content-length", b"etag"}]
        # A strong tag promises the same bytes; these differ. If-Match and If-None-Match do not mind `W/`.
        tags = [(name, value if value.startswith(b"W/") else b"W/" + value) for name, value in said if name == b"etag"]
        return [*kept, *tags, (b"content-encoding", self._coding.name.encode())]


def _is_worth_it(status: int, said: headers.Headers) -> bool:
    names = dict(said)
    if status in {204, 206, 304} or not is_compressible(names.get(b"content-type", b"")):
        return False
    length = names.get(b"content-length")
    return b"content-encoding" not in names and (length is None or int(length) > SMALLEST)
