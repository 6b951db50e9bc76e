"""What a client sends to the protocol's operations: a bounded form, and perhaps Basic credentials."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, unquote_plus

from fastapi import Depends, Request

from shared.errors import TooLarge, UnsupportedMediaType

FORM = "application/x-www-form-urlencoded"
LARGEST_FORM = 16 * 1024
MOST_PARAMETERS = 50


@dataclass(frozen=True)
class Asked:
    """A request of the protocol."""

    parameters: Mapping[str, str] | None
    """None where the form cannot be read, or can be read in two ways."""
    authorization: str | None

    @property
    def basic(self) -> tuple[str, str] | None:
        """The client id and the secret of the Authorization header; None where it holds no such thing."""
        scheme, _, encoded = (self.authorization or "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            id, separator, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
            return (unquote_plus(id, errors="strict"), unquote_plus(secret, errors="strict")) if separator else None
        except (binascii.Error, UnicodeDecodeError):
            return None


async def _asked(request: Request) -> Asked:
    # The work of a request may be done again from the start; its body comes once.
    if not hasattr(request.state, "form"):
        request.state.form = await _read(request)
    return Asked(_parameters(request.state.form), request.headers.get("authorization"))


AskedOfProtocol = Annotated[Asked, Depends(_asked)]
"""What this request asks of the protocol."""


async def _read(request: Request) -> bytes:
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST_FORM:
            raise TooLarge(limit_bytes=LARGEST_FORM)
        chunks.append(chunk)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if size and media_type != FORM:
        raise UnsupportedMediaType(f"The body must be {FORM}.", headers={"Accept-Post": FORM})
    return b"".join(chunks)


def _parameters(body: bytes) -> Mapping[str, str] | None:
    """Read a form. What has no value counts as left out, as RFC 6749 says."""
    if not body:
        return {}
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except ValueError:
        return None
    parameters = dict(pairs)
    if len(parameters) != len(pairs) or any("\0" in text for pair in pairs for text in pair):
        return None
    return {name: value for name, value in parameters.items() if value}
