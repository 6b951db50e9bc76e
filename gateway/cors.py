"""Which pages of other origins may call this API from a browser. Never with cookies: there are none."""

from collections.abc import Iterable, Mapping

from fastapi import Response

from gateway import headers
from shared.front import Scope

ANY = "*"
REMEMBERED_SECONDS = 600

_REQUEST_HEADERS = (
    "Authorization, Content-Type, Greenlight-Approval-Token, Greenlight-Invite-Token, Greenlight-Organization, "
    "Greenlight-Sandbox-Token, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, Prefer, Range, traceparent, tracestate"
)
_EXPOSED = (
    b"Allow, Content-Disposition, Content-Range, Deprecation, ETag, Greenlight-Organization, Idempotent-Replayed, Link, "
    b"Location, Preference-Applied, RateLimit, RateLimit-Policy, Request-Id, Retry-After, Sunset, WWW-Authenticate"
)


class Cors:
    """The origins of the settings."""

    def __init__(self, origins: Iterable[str]) -> None:
        self._origins = frozenset(origins)

    @property
    def is_on(self) -> bool:
        """Whether any origin is allowed."""
        return bool(self._origins)

    def allowed(self, scope: Scope) -> str | None:
        """Give the origin to name in the answer, where the request comes from a page that may read it."""
        if not self._origins:
            return None
        origin = headers.unchecked(scope["headers"], b"origin")
        if origin is None or ANY in self._origins:
            return origin and ANY
        return origin if origin in self._origins else None

    def headers_of_answer(self, origin: str) -> list[tuple[bytes, bytes]]:
        """Let the page read an answer."""
        return [(b"access-control-allow-origin", origin.encode()), (b"access-control-expose-headers", _EXPOSED)]

    def preflight(self, scope: Scope, operations: Mapping[str, object]) -> Response | None:
        """Answer a browser's question beforehand, where it is one, and the contract knows the address."""
        asked = headers.value_of(scope["headers"], b"access-control-request-method")
        if scope["method"] != "OPTIONS" or asked is None or not operations or self.allowed(scope) is None:
            return None
        methods = ", ".join(allowed_methods(operations))
        return Response(
            status_code=204,
            headers={
                "Allow": methods,
                "Access-Control-Allow-Methods": methods,
                "Access-Control-Allow-Headers": _REQUEST_HEADERS,
                "Access-Control-Max-Age": str(REMEMBERED_SECONDS),
            },
        )


def allowed_methods(operations: Mapping[str, object]) -> list[str]:
    """List the methods of an address, with those that every address has."""
    return sorted({*operations, "OPTIONS", *(["HEAD"] if "GET" in operations else [])})
