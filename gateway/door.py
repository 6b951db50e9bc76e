"""The door: names each request, writes the same headers on each answer, and makes a problem of whatever fails."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import lru_cache

import structlog
from fastapi import Response
from fastapi.responses import JSONResponse
from prometheus_client import Counter, Histogram

from gateway import headers
from gateway.compression import compressed, is_compressible
from gateway.cors import Cors
from gateway.credentials import Refused
from shared import acting, telemetry
from shared.errors import Internal, Problem
from shared.front import PROBLEM_TYPE, Message, Receive, RequestId, Scope, Send, problem_response

logger = structlog.get_logger(__name__)

_ALWAYS = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
_HSTS = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")
_NOTHING_EMBEDDED = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
_CALLER_VARIES = b"Authorization, Greenlight-Organization"


@dataclass
class Visit:
    """One request at the door, and what is said of it in its answer."""

    id: RequestId = field(default_factory=RequestId.new)
    service: str = "none"
    operation: str | None = None
    is_timed: bool = True
    """Not where a caller waits for something to happen: how long says nothing of how long the work took."""
    organization_id: str | None = None
    origin: str | None = None
    """Of the page that may read the answer."""
    limits: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Where the caller stands."""
    status: int = 0


Dispatch = Callable[[Scope, Receive, Send, Visit], Awaitable[None]]


class Door:
    """Wraps the gateway's work as pure ASGI."""

    def __init__(self, dispatch: Dispatch, *, cors: Cors, is_production: bool) -> None:
        self._dispatch, self._cors = dispatch, cors
        self._always = [*_ALWAYS, _HSTS] if is_production else _ALWAYS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        visit = Visit(origin=self._cors.allowed(scope))
        token = acting.request_id.set(visit.id)
        started = time.perf_counter()
        try:
            write = self._writer(send, visit, is_head=scope["method"] == "HEAD")
            await self._answer(scope, receive, compressed(scope, write), visit)
        finally:
            acting.request_id.reset(token)
            # What is no operation is counted by whom it was for: never by its path, of which there is no end.
            operation = visit.operation or visit.service
            _requests(operation, visit.status).inc()
            if visit.is_timed:
                _durations(operation).observe(time.perf_counter() - started)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, visit: Visit) -> None:
        try:
            await self._dispatch(scope, receive, send, visit)
        except Exception as error:
            if visit.status:
                # Left without an end, the answer makes the server break the connection: so nobody takes it for whole.
                logger.warning("answer_broken", service=visit.service, error=repr(error))
                return
            if not isinstance(error, (Problem, Refused)):
                logger.exception("request_failed", service=visit.service, error=repr(error))
            await _refusal(error, visit)(scope, receive, send)

    def _writer(self, send: Send, visit: Visit, *, is_head: bool) -> Send:
        async def write(message: Message) -> None:
            if message["type"] == "http.response.start":
                visit.status = message["status"]
                message = {**message, "headers": self._headers(message.get("headers", []), visit)}
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        return write

    def _headers(self, said: headers.Headers, visit: Visit) -> list[tuple[bytes, bytes]]:
        kept = headers.outward(said)
        names = dict(kept)
        ours = [one for one in self._always if one[0] not in names]
        if b"content-security-policy" not in names:
            ours.append(_NOTHING_EMBEDDED)
        varies = [] if b"cache-control" in names else [_CALLER_VARIES]
        if varies:
            # What holds for one caller is no answer for another one, nor for another organization of the same caller.
            ours.append((b"cache-control", b"private, no-cache" if b"etag" in names else b"no-store"))
        if is_compressible(names.get(b"content-type", b"")) or visit.status == 304:  # says what the whole answer would
            varies.append(b"Accept-Encoding")
        if self._cors.is_on:
            varies.append(b"Origin")
        if varies:
            ours.append((b"vary", b", ".join(varies)))
        if visit.origin is not None:
            ours += self._cors.headers_of_answer(visit.origin)
        if visit.organization_id is not None:
            ours.append((headers.ORGANIZATION, visit.organization_id.encode()))
        return [*kept, *ours, *visit.limits, (headers.REQUEST_ID, visit.id.encode())]


@lru_cache(maxsize=4096)
def _requests(operation: str, status: int) -> Counter:
    return telemetry.requests.labels("gateway", operation, str(status))


@lru_cache(maxsize=1024)
def _durations(operation: str) -> Histogram:
    return telemetry.durations.labels("gateway", operation)


def _refusal(error: Exception, visit: Visit) -> Response:
    match error:
        case Problem():
            return problem_response(error)
        case Refused():
            body = {**error.problem, "request_id": visit.id}
            return JSONResponse(body, error.status, headers=dict(error.headers), media_type=PROBLEM_TYPE)
        case _:
            return problem_response(Internal())
