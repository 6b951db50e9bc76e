"""Which headers pass the door, inward and outward."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gateway.problems import HeadersInvalid
from shared.errors import HeadersTooLarge

Headers = Sequence[tuple[bytes, bytes]]

LARGEST_HEADERS = 32 * 1024

INNER_TOKEN = b"greenlight-inner-token"
INNER_ADDRESS = b"greenlight-inner-address"
ORGANIZATION = b"greenlight-organization"
SANDBOX_TOKEN = b"greenlight-sandbox-token"
REQUEST_ID = b"request-id"

_HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)

# The door speaks for the caller itself: who it is, by which way it came, which request it is. `Expect` is answered by the server.
# Who waits, and when, is the gateway's to say.
_REPLACED = frozenset({b"authorization", b"host", b"expect", b"forwarded", b"prefer", REQUEST_ID, ORGANIZATION, SANDBOX_TOKEN})
_REPLACED_PREFIXES = (b"greenlight-inner-", b"greenlight-internal-", b"x-user-", b"x-forwarded-")

# The server before the gateway writes `Date`; the rest is the gateway's own to say.
_NOT_OUTWARD = frozenset({b"date", b"server", REQUEST_ID, ORGANIZATION, b"strict-transport-security"})
_NOT_OUTWARD_PREFIXES = (b"greenlight-inner-", b"greenlight-internal-")

_NONE: frozenset[bytes] = frozenset()
_TRACING = frozenset({b"traceparent", b"tracestate"})
_TRACEPARENT = re.compile(rb"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")

_ONCE = frozenset(
    {
        b"authorization",
        b"content-length",
        b"content-type",
        b"host",
        b"idempotency-key",
        b"transfer-encoding",
        ORGANIZATION,
        SANDBOX_TOKEN,
    }
)


def check(headers: Headers, *, http_version: str) -> None:
    """Refuse headers that two readers could read in two ways. Raises `HeadersInvalid` and `HeadersTooLarge`."""
    seen: set[bytes] = set()
    size = 0
    for name, value in headers:
        size += len(name) + len(value)
        if size > LARGEST_HEADERS:
            raise HeadersTooLarge(limit_bytes=LARGEST_HEADERS)
        if name in _ONCE and name in seen:
            raise HeadersInvalid(f"{name.decode('ascii')} stands twice.")
        seen.add(name)
        if name == b"transfer-encoding" and value.strip().lower() != b"chunked":
            raise HeadersInvalid("Transfer-Encoding may only be chunked.")
        try:
            _ = value.isascii() or value.decode()
        except UnicodeDecodeError:
            raise HeadersInvalid(f"{name.decode('latin-1')} is not UTF-8.") from None
    if {b"content-length", b"transfer-encoding"} <= seen:
        raise HeadersInvalid("Content-Length and Transfer-Encoding contradict each other.")
    if http_version == "1.0" and b"transfer-encoding" in seen:
        raise HeadersInvalid("HTTP/1.0 knows no Transfer-Encoding.")
    if http_version == "1.1" and b"host" not in seen:
        raise HeadersInvalid("HTTP/1.1 asks for Host.")


def value_of(headers: Headers, wanted: bytes) -> str | None:
    """Read one header, checked before to stand once."""
    return next((value.decode() for name, value in headers if name == wanted), None)


def unchecked(headers: Headers, wanted: bytes) -> str | None:
    """Read one header before the check, as any bytes."""
    return next((value.decode("latin-1") for name, value in headers if name == wanted), None)


def joined(headers: Headers, wanted: bytes) -> str:
    """Read a header that may stand several times: the list that it makes together."""
    return ", ".join(value.decode() for name, value in headers if name == wanted)


def is_basic(authorization: str | None) -> bool:
    """Say whether an Authorization header is of the scheme by which OAuth clients show their secrets."""
    return authorization is not None and authorization.partition(" ")[0].lower() == "basic"


def inward(
    headers: Headers,
    *,
    request_id: str,
    inner_token: str | None,
    address: str | None = None,
    authorization: str | None = None,
    wait: int = 0,
) -> list[tuple[bytes, bytes]]:
    """Choose what a service is told: not what concerns this connection only, and nothing that only the gateway may say.

    `address` is where the caller is, `authorization` a client's own credentials: for the service that judges by them. `wait` is
    for how many seconds the answer may wait for a change.
    """
    dropped = _named_by_connection(headers)
    if not _is_traced(headers):
        dropped |= _TRACING
    kept = [(name, value) for name, value in headers if name not in dropped and not _stays_here(name)]
    kept.append((REQUEST_ID, request_id.encode()))
    if inner_token is not None:
        kept.append((INNER_TOKEN, inner_token.encode()))
    if address is not None:
        kept.append((INNER_ADDRESS, address.encode()))
    if authorization is not None:
        kept.append((b"authorization", authorization.encode()))
    if wait:
        kept.append((b"prefer", f"wait={wait}".encode()))
    return kept


def outward(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Choose what the caller is told of a service's answer."""
    lowered = [(name.lower(), value) for name, value in headers]
    dropped = _named_by_connection(lowered)
    return [(name, value) for name, value in lowered if name not in dropped and not _stays_inside(name)]


def has_body(headers: Headers) -> bool:
    """Say whether a request announces a body."""
    return any(name == b"transfer-encoding" or (name == b"content-length" and value != b"0") for name, value in headers)


@lru_cache(maxsize=4096)
def _stays_here(name: bytes) -> bool:
    # A server that maps headers to variables reads an underscore as a hyphen.
    plain = name.replace(b"_", b"-")
    return plain in _HOP_BY_HOP or plain in _REPLACED or plain.startswith(_REPLACED_PREFIXES)


@lru_cache(maxsize=4096)
def _stays_inside(name: bytes) -> bool:
    return name in _HOP_BY_HOP or name in _NOT_OUTWARD or name.startswith(_NOT_OUTWARD_PREFIXES)


def _named_by_connection(headers: Headers) -> frozenset[bytes]:
    said = [value for name, value in headers if name == b"connection"]
    if not said:
        return _NONE
    return frozenset(option.strip().lower() for value in said for option in value.split(b",")) - {b"content-length"}


def _is_traced(headers: Headers) -> bool:
    parents = [value for name, value in headers if name == b"traceparent"]
    return len(parents) == 1 and _TRACEPARENT.fullmatch(parents[0]) is not None
