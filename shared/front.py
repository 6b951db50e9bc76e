"""The front of every app: request id and trace, one log line and metrics a request, HEAD and OPTIONS, problems for failures."""

import re
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from opentelemetry.trace import Span, SpanKind
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from shared import acting, telemetry, tracing
from shared.db import is_infrastructure
from shared.errors import Busy, Internal, Invalid, MalformedJson, MethodNotAllowed, NotFound, Problem, RouteNotFound
from shared.ids import Id

logger = structlog.get_logger(__name__)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

REQUEST_ID_HEADER = b"request-id"
TRACE_HEADER = b"traceparent"
TRACE_STATE_HEADER = b"tracestate"
PROBLEM_TYPE = "application/problem+json"
LONGEST_SHOWN = 40
"""Characters of a part of a path; secrets are longer."""


class RequestId(Id, prefix="req"):
    """One request through the suite."""


def problem_response(problem: Problem) -> Response:
    """Write a problem as an answer."""
    return JSONResponse(problem.body(acting.request_id.get()), problem.status, headers=problem.headers, media_type=PROBLEM_TYPE)


def shown(path: str) -> str:
    """Write a path for the log: what is longer than any id may be a secret that somebody put into the wrong place."""
    return "/".join(part if len(part) <= LONGEST_SHOWN else "…" for part in path.split("/"))


def problem_of(error: Exception) -> Problem:
    """Tell the caller of an unexpected error: what it was stays in the log."""
    return Busy(headers={"Retry-After": "1"}) if is_infrastructure(error) else Internal()


class HeadAnswered(Exception):
    """All that a HEAD asks for is sent: the rest of the body need not be made."""


class Front:
    """Wraps an app as pure ASGI. A request that names itself keeps its name: the gateway has given it."""

    def __init__(self, app: App, *, service: str, allowed_methods: Callable[[str], Sequence[str]]) -> None:
        self._app, self._service, self._allowed_methods = app, service, allowed_methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whatever the app raises becomes a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = dict(scope["headers"])
        named = said.get(REQUEST_ID_HEADER)
        request_id = named.decode("latin-1") if named else RequestId.new()
        id_token, caller_token = acting.request_id.set(request_id), acting.caller.set(None)
        # Who calls within this process names no trace: it is still in it.
        trace_token = tracing.current.set(tracing.taken_over(said.get(TRACE_HEADER) or tracing.current.get()))
        is_timed = b"prefer" not in said
        try:
            if tracing.tracer is None or not scope["path"].startswith("/v1/"):
                await self._answer(scope, receive, send, request_id, is_timed=is_timed)
            else:
                with tracing.span(scope["method"], kind=SpanKind.SERVER) as span:
                    await self._answer(scope, receive, send, request_id, is_timed=is_timed, span=span)
        finally:
            tracing.current.reset(trace_token)
            acting.request_id.reset(id_token)
            acting.caller.reset(caller_token)

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, request_id: str, *, is_timed: bool, span: Span | None = None
    ) -> None:
        started, status, complete = time.perf_counter(), 0, False
        is_head = scope["method"] == "HEAD"

        async def send_on(message: Message) -> None:
            nonlocal status, complete
            if message["type"] == "http.response.body" and (is_head or not message.get("more_body", False)):
                complete = True
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), (REQUEST_ID_HEADER, request_id.encode("latin-1"))]
            elif is_head:
                await send({"type": "http.response.body", "body": b""})
                if message.get("more_body", False):
                    raise HeadAnswered
                return
            await send(message)

        method = scope["method"]
        if is_head:
            scope = {**scope, "method": "GET"}
        try:
            if method == "OPTIONS":
                await self._options(scope)(scope, receive, send_on)
            else:
                await self._app(scope, receive, send_on)
        except HeadAnswered:
            pass
        except ClientDisconnect:
            logger.info("caller_left", service=self._service, method=method, path=shown(scope["path"]))
        except Exception as error:
            log = logger.warning if is_infrastructure(error) else logger.exception
            log("request_failed", service=self._service, method=method, path=shown(scope["path"]), error=repr(error))
            if not status:
                await problem_response(problem_of(error))(scope, receive, send_on)
            elif not complete:
                raise  # the head is on its way: only a broken connection can tell the caller
        finally:
            operation = getattr(scope.get("route"), "operation_id", None) or "none"
            seconds = time.perf_counter() - started
            telemetry.requests.labels(self._service, operation, str(status)).inc()
            if is_timed:  # how long a caller was ready to wait says nothing of how long the work took
                telemetry.durations.labels(self._service, operation).observe(seconds)
            if span is not None:
                tracing.name_request(span, operation, method=method, status=status, service=self._service, request_id=request_id)
            logger.debug(
                "request",
                service=self._service,
                method=method,
                path=shown(scope["path"]),
                status=status,
                seconds=round(seconds, 6),
            )

    def _options(self, scope: Scope) -> Response:
        methods = self._allowed_methods(scope["path"])
        if not methods:
            return problem_response(RouteNotFound())
        return Response(status_code=204, headers={"Allow": ", ".join(methods)})


class TraceBegins:
    """Wraps the app that callers reach first: the trace they name, or a new one, is told to whatever it calls."""

    def __init__(self, app: App, *, service: str) -> None:
        self._app, self._service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request within its trace."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = [value for name, value in scope["headers"] if name == TRACE_HEADER]
        token = tracing.current.set(tracing.taken_over(said[0] if len(said) == 1 else None))
        try:
            if tracing.tracer is None:
                await self._app(_telling_the_trace(scope, said), receive, send)
            else:
                name = f"{self._service} {scope['method']}"
                with tracing.span(name, kind=SpanKind.SERVER, **{"http.request.method": scope["method"]}) as span:
                    await self._app(_telling_the_trace(scope, said), receive, _noting_status(span, send))
        finally:
            tracing.current.reset(token)


def _telling_the_trace(scope: Scope, said: Sequence[bytes]) -> Scope:
    told = (tracing.current.get() or "").encode()
    if said == [told]:
        return scope
    # What somebody's own tracing noted beside a trace goes on with that trace only.
    goes_on = len(said) == 1 and tracing.is_same(said[0], told)
    dropped = {TRACE_HEADER} if goes_on else {TRACE_HEADER, TRACE_STATE_HEADER}
    return {**scope, "headers": [*(pair for pair in scope["headers"] if pair[0] not in dropped), (TRACE_HEADER, told)]}


def _noting_status(span: Span, send: Send) -> Send:
    async def note(message: Message) -> None:
        if message["type"] == "http.response.start":
            tracing.note_status(span, message["status"])
        await send(message)

    return note


def install_problem_handlers(app: FastAPI, allowed_methods: Callable[[str], Sequence[str]]) -> None:
    """Let every refusal of an app, and of FastAPI itself, be a problem."""

    async def on_problem(_request: Request, problem: Problem) -> Response:
        return problem_response(problem)

    async def on_invalid(_request: Request, error: RequestValidationError) -> Response:
        return problem_response(_as_problem(error))

    async def on_http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 405:
            return problem_response(MethodNotAllowed(headers={"Allow": ", ".join(allowed_methods(request.scope["path"]))}))
        if error.status_code == 404:
            return problem_response(RouteNotFound())
        return problem_response(MalformedJson())

    async def on_crash(_request: Request, error: Exception) -> Response:
        return problem_response(problem_of(error))  # Starlette raises it again, and the front logs it

    app.add_exception_handler(Exception, on_crash)
    app.add_exception_handler(Problem, on_problem)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, on_invalid)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, on_http)  # type: ignore[arg-type]


def _as_problem(error: RequestValidationError) -> Problem:
    entries = [_entry(one) for one in error.errors()]
    if any(entry["in"] == "path" for entry in entries):
        return NotFound()  # an id of another form names nothing, like an unknown one
    entries = [entry for entry in entries if entry["in"] in {"body", "query", "header"}]
    first = entries[0]
    return Invalid(f"{first['pointer'] or first['in']}: {first['detail']}", errors=entries)


def _entry(error: Mapping[str, Any]) -> dict[str, Any]:
    place, *path = error["loc"]
    params = {name: value for name, value in (error.get("ctx") or {}).items() if isinstance(value, (str, int, float, bool))}
    return {
        "in": place,
        "pointer": "".join(f"/{_escaped(part)}" for part in path if not _OF_THE_LIBRARY.match(str(part))),
        "code": _OUR_WORDS.get(error["type"], error["type"]),
        "params": {name: _as_sent(value) if isinstance(value, str) else value for name, value in params.items()},
        "detail": _as_sent(error["msg"].removeprefix("Value error, ")),
    }


_OUR_WORDS = {
    "enum": "unknown_value",
    "literal_error": "unknown_value",
    "extra_forbidden": "unknown_field",
    "unexpected_keyword_argument": "unknown_field",
}
"""Codes where the library's say how a schema is written, and not what is wrong."""
_OF_THE_LIBRARY = re.compile(r"function-|lax-|is-|\[key\]$")
_MEMBER_OF_ENUM = re.compile(r"<\w+\.\w+: ('[^']*')>")


def _escaped(part: Any) -> str:
    """Write a part of a JSON pointer (RFC 6901)."""
    return str(part).replace("~", "~0").replace("/", "~1")


def _as_sent(text: str) -> str:
    """Name values as a caller sends them, not as the program does."""
    return _MEMBER_OF_ENUM.sub(r"\1", text)
