"""The edge of a request: everything that holds for every operation, in the order in which it holds.

body read and cleaned → principal → idempotency key → the route → answer built → **commit** → ETag, answer sent. A refusal that
rests on a late copy is tried again for up to two seconds, each time as a new transaction from the start.
"""

import inspect
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextvars import ContextVar
from enum import Enum
from functools import wraps
from typing import Annotated, Any, get_args, get_origin
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.types import Receive, Scope, Send

from shared import faults
from shared import idempotency as keys
from shared.acting import Principal, caller
from shared.auth import PERSON, PUBLIC, Requires
from shared.changes import a_look, patience_of
from shared.db import finish_step as commit_step
from shared.db import should_be_done_again
from shared.endings import Ending
from shared.errors import (
    AnswerNotKept,
    Busy,
    IdempotencyKeyInUse,
    IdempotencyKeyInvalid,
    IdempotencyKeyRequired,
    IdempotencyKeyReused,
    Invalid,
    MalformedJson,
    NotFound,
    NotYetKnown,
    PreconditionFailed,
    Problem,
    TooLarge,
    UnsupportedMediaType,
)
from shared.etags import etag_of, names, takes_version
from shared.inbound import LARGEST_BODY, Inbound, in_words
from shared.pages import CursorInvalid, Paging
from shared.wording import answer_of, called

LATE_COPY_SECONDS = 2.0
MOST_ATTEMPTS = 5

_returned: ContextVar[Any] = ContextVar("returned", default=None)


class Router(APIRouter):
    """A router whose every operation declares its scope; `problems` are shown in the contract."""

    def __init__(self, *, tags: list[str | Enum]) -> None:
        super().__init__(tags=tags, route_class=Operation)

    def get(self, path: str, **how: Any) -> Any:  # type: ignore[override]
        """Declare a read. See `_operation`."""
        return self._operation("GET", path, **how)

    def post(self, path: str, **how: Any) -> Any:  # type: ignore[override]
        """Declare a write. See `_operation`."""
        return self._operation("POST", path, **how)

    def put(self, path: str, **how: Any) -> Any:  # type: ignore[override]
        """Declare a replacement. See `_operation`."""
        return self._operation("PUT", path, **how)

    def patch(self, path: str, **how: Any) -> Any:  # type: ignore[override]
        """Declare a merge patch. See `_operation`."""
        return self._operation("PATCH", path, **how)

    def delete(self, path: str, **how: Any) -> Any:  # type: ignore[override]
        """Declare a removal. See `_operation`."""
        return self._operation("DELETE", path, **how)

    def _operation(
        self,
        method: str,
        path: str,
        *,
        scope: str,
        organizations: Sequence[str] = (),
        problems: Sequence[type[Problem]] = (),
        key_required: bool = False,
        keeps_answer: bool = True,
        signs: keys.Signs | None = None,
        only_reads: bool | None = None,
        takes_raw_body: bool = False,
        largest_raw_body: int | None = None,
        ends: Ending | None = None,
        **how: Any,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare an operation below /v1.

        `organizations`: which types may call. `key_required`: it moves money, so the Idempotency-Key must be there and is kept
        for ever. `keeps_answer=False`: the answer holds a secret and is stored nowhere. `signs`: it holds signed addresses, which
        are as good as a credential: they are not stored, and a repeat gets fresh ones in the same answer. `only_reads`: whether
        it changes nothing, as a GET unless it says otherwise: it has no transaction, and as a POST no key. `takes_raw_body`: the
        route reads the stream itself, or, with `largest_raw_body`, finds so many bytes at most read by the edge, which an
        Idempotency-Key needs. `ends`: it is deprecated.
        """
        only_reads = method == "GET" if only_reads is None else only_reads

        def declare(function: Callable[..., Any]) -> Callable[..., Any]:
            requires = Requires(scope, frozenset(organizations))
            endpoint = _remembering(function)
            endpoint.__greenlight__ = {  # type: ignore[attr-defined]
                "scope": scope,
                "key_required": key_required,
                "keeps_answer": keeps_answer,
                "signs": signs,
                "only_reads": only_reads,
                "takes_raw_body": takes_raw_body,
                "largest_raw_body": largest_raw_body,
                "ends": ends,
            }
            extra: dict[str, Any] = {"x-scope": scope, **({"x-organizations": list(organizations)} if organizations else {})}
            takes_key = method == "POST" and scope != PUBLIC and not only_reads
            if takes_key:
                extra["x-idempotency"] = "required" if key_required else "optional"
            if takes_raw_body:
                extra["requestBody"] = {
                    "required": True,
                    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
                }
            extra |= how.pop("openapi_extra", {}) | (ends.extension() if ends else {})
            returned = how.get("response_model", inspect.signature(function).return_annotation)
            if answer := answer_of(returned, status=how.get("status_code", 200)):
                how.setdefault("response_description", answer)
            reads_json = method in {"POST", "PUT", "PATCH"} and not takes_raw_body
            pages = any(parameter.annotation == Paging for parameter in inspect.signature(function).parameters.values())
            of_edge = [*_edge_problems(path, reads_json=reads_json, takes_key=takes_key, key_required=key_required, pages=pages)]
            if takes_key and not keeps_answer:
                of_edge.append(AnswerNotKept)
            if method != "GET" and "{" in path and how.get("status_code", 200) == 200 and _answers_with_version(function):
                of_edge.append(PreconditionFailed)
            responses = _responses([*problems, *of_edge], largest=LARGEST_BODY if reads_json else largest_raw_body)
            if ends:
                responses = ends.declared_in(responses, success=how.get("status_code", 200))
            self.add_api_route(
                f"/v1{path}",
                endpoint,
                methods=[method],
                operation_id=function.__name__,
                summary=called(function.__name__),
                dependencies=[Depends(requires), Depends(_hold_key)],
                responses=responses,
                openapi_extra=extra,
                deprecated=True if ends else None,
                **how,
            )
            return function

        return declare


def _answers_with_version(function: Callable[..., Any]) -> bool:
    answer = inspect.signature(function).return_annotation
    return isinstance(answer, type) and issubclass(answer, BaseModel) and "version" in answer.model_fields


def _remembering(function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep what the route returned, so that the edge can read its version."""
    assert inspect.iscoroutinefunction(function), function

    @wraps(function)
    async def endpoint(*args: Any, **kwargs: Any) -> Any:
        value = await function(*args, **kwargs)
        _returned.set(value)
        return value

    return endpoint


def _edge_problems(path: str, *, reads_json: bool, takes_key: bool, key_required: bool, pages: bool) -> Iterator[type[Problem]]:
    """List what the edge itself refuses of an operation's requests."""
    yield Invalid
    if "{" in path:
        yield NotFound
    if "{" in path or reads_json:
        yield NotYetKnown
    if reads_json:
        yield from (MalformedJson, TooLarge, UnsupportedMediaType)
    if takes_key:
        yield from (IdempotencyKeyInvalid, IdempotencyKeyInUse, IdempotencyKeyReused)
    if key_required:
        yield IdempotencyKeyRequired
    if pages:
        yield CursorInvalid


def _responses(problems: Sequence[type[Problem]], *, largest: int | None) -> dict[int | str, dict[str, Any]]:
    by_status: dict[int, list[type[Problem]]] = {}
    for problem in dict.fromkeys(problems):
        by_status.setdefault(problem.status, []).append(problem)
    return {
        status: {
            "description": "\n".join(_line_of(problem, largest) for problem in those),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, those in sorted(by_status.items())
    }


def _line_of(problem: type[Problem], largest: int | None) -> str:
    bound = f" At most {in_words(largest)}." if problem is TooLarge and largest else ""
    return f"`{problem.code}`: {problem.title()}{bound}"


class Operation(APIRoute):
    """A route that is one unit of work: it commits before it answers."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **how: Any) -> None:
        super().__init__(path, endpoint, **how)
        declared: Mapping[str, Any] = getattr(endpoint, "__greenlight__", {})
        self.scope: str = declared.get("scope", PUBLIC)
        self.key_required = declared.get("key_required", False)
        self.keeps_answer = declared.get("keeps_answer", True)
        self.signs: keys.Signs | None = declared.get("signs")
        self.only_reads = declared.get("only_reads", False)
        self.takes_raw_body = declared.get("takes_raw_body", False)
        self.largest_raw_body: int | None = declared.get("largest_raw_body")
        self.ends: Ending | None = declared.get("ends")
        self.query_names = frozenset(_query_names(self.dependant))
        self.repeatable_names = frozenset(_query_names(self.dependant, repeatable=True))
        self.checks_version = takes_version(self.dependant)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. The end of an operation is told here, where refusals pass too."""
        await super().handle(scope, receive, self.ends.told_by(send) if self.ends else send)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap FastAPI's handler in the edge."""
        route = super().get_route_handler()

        async def edge(request: Request) -> Response:
            request = await self._inbound(request)
            request.state.operation = self
            response = await settled(request)
            if response.status_code == 304 and (seconds := patience_of(request)):
                response = await changed_within(request, seconds)
            return response

        async def changed_within(request: Request, seconds: int) -> Response:
            """Answer when the object changes, or that it has not. No connection is held meanwhile."""
            until = time.monotonic() + seconds
            changes = request.app.state.context.changes
            with changes.watch(str(_returned.get().id)) as changed:
                while True:
                    response = await settled(request)
                    left = until - time.monotonic()
                    if response.status_code != 304 or left <= 0 or changes.is_over:
                        response.headers["Preference-Applied"] = f"wait={seconds}"
                        return response
                    await a_look(changed, seconds=left)

        async def settled(request: Request) -> Response:
            waited_until = time.monotonic() + LATE_COPY_SECONDS
            attempts = 0
            while True:
                attempts += 1
                try:
                    return _conditional(request, await self._attempt(request, route))
                except keys.Replayed as replayed:
                    return replayed.answer(self.signs, request.app.state.context)
                except Problem as problem:
                    left = waited_until - time.monotonic()
                    if not problem.may_pass or left <= 0:
                        raise problem.settled() from None
                    await request.app.state.context.arrivals.wait(min(left, 0.1))
                except Exception as error:
                    if not should_be_done_again(error):
                        raise
                    if attempts >= MOST_ATTEMPTS:
                        raise Busy(headers={"Retry-After": "1"}) from error

        return edge

    async def _inbound(self, request: Request) -> Request:
        unknown = [name for name in request.query_params if name not in self.query_names]
        if unknown:
            raise Invalid.query(unknown[0], "unknown_parameter", "this operation has no such parameter")
        seen: set[str] = set()
        for name, value in request.query_params.multi_items():
            if name in seen and name not in self.repeatable_names:
                raise Invalid.query(name, "repeated_parameter", "this parameter takes one value")
            seen.add(name)
            if "\0" in value:
                raise Invalid.query(name, "nul", "NUL is not text")
        if self.largest_raw_body is not None:
            return await Inbound.read_raw(request, largest=self.largest_raw_body)
        if self.takes_raw_body or request.method in {"GET", "HEAD", "DELETE"}:
            return request
        inbound = await Inbound.read(request)
        if self.body_field is None and await inbound.body() and await inbound.json():
            raise Invalid.at("", "unexpected_body", "this operation takes no body")
        return inbound

    async def _attempt(self, request: Request, route: Callable[[Request], Awaitable[Response]]) -> Response:
        """Do the work once: one session, whose commit comes before the answer."""
        _returned.set(None)
        context = request.app.state.context
        async with context.reading_sessions() if self.only_reads else context.sessions() as session:
            request.state.session = session
            request.state.claim = None
            try:
                response = await route(request)
                if not self.checks_version:
                    _check_version(request, session)
                claim = _claim_of(request)
                if claim is not None and 200 <= response.status_code < 300:
                    _tag(response)
                    await claim.store(response, keeps_answer=self.keeps_answer, signs=self.signs)
                await faults.point("request.before_commit")
                await session.commit()
            except BaseException:
                await session.rollback()
                await _free_key(request, session)
                raise
        await faults.point("request.committed")
        _tag(response)
        _link_next(request, response)
        if not self.keeps_answer:
            response.headers["Cache-Control"] = "no-store"
        return response


async def _free_key(request: Request, session: AsyncSession) -> None:
    """Give the key back when the request failed after a committed step."""
    claim = _claim_of(request)
    if claim is not None and session.info.get("steps"):
        await claim.release()
        await session.commit()


def _claim_of(request: Request) -> keys.Claim | None:
    return request.state.claim


def _check_version(request: Request, session: AsyncSession) -> None:
    """Undo what was done to another version than If-Match names, where the route did not look itself.

    Raises `PreconditionFailed` (412).
    """
    header, object = request.headers.get("if-match"), _returned.get()
    version = getattr(object, "version", None)
    if header is None or not isinstance(version, int):
        return
    before = session.info.get("versions_before", {}).get(str(getattr(object, "id", "")), version)
    if not names(header, etag_of(before)):
        raise PreconditionFailed(version=before, headers={"ETag": etag_of(before)})


def _tag(response: Response) -> None:
    version = getattr(_returned.get(), "version", None)
    if isinstance(version, int):
        response.headers["ETag"] = etag_of(version)


def _link_next(request: Request, response: Response) -> None:
    cursor = getattr(_returned.get(), "next_cursor", None)
    # The next page of a search that came as a body has no address of its own.
    if cursor is not None and request.method in {"GET", "HEAD"}:
        query = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        address = f"{request.scope['path']}?{urlencode([*query, ('cursor', cursor)])}"
        response.headers.append("Link", f'<{address}>; rel="next"')


def _conditional(request: Request, response: Response) -> Response:
    header, etag = request.headers.get("if-none-match"), response.headers.get("etag")
    if request.method in {"GET", "HEAD"} and header and etag and names(header, etag):
        return Response(status_code=304, headers={"ETag": etag})
    return response


def _query_names(dependant: Dependant, *, repeatable: bool = False) -> set[str]:
    """Name the query parameters of an operation, or those of them that may stand several times."""
    found: set[str] = set()
    for parameter in dependant.query_params:
        annotation = parameter.field_info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            fields = {field.alias or name: field.annotation for name, field in annotation.model_fields.items()}
        else:
            fields = {parameter.alias: annotation}
        found |= {name for name, kind in fields.items() if not repeatable or _is_list(kind)}
    for inner in dependant.dependencies:
        found |= _query_names(inner, repeatable=repeatable)
    return found


def _is_list(kind: Any) -> bool:
    return get_origin(kind) in {list, set, tuple, Sequence} or any(map(_is_list, get_args(kind)))


# --- what a route is given ------------------------------------------------------------------------------------------


async def _session(request: Request) -> AsyncSession:
    return request.state.session


Session = Annotated[AsyncSession, Depends(_session)]
"""The session of this request: the edge commits it before the answer is sent."""


async def _hold_key(request: Request) -> None:
    """Hold the Idempotency-Key of a signed-in POST, after the scope and before any row."""
    operation: Operation = request.state.operation
    principal: Principal | None = caller.get()
    if request.method != "POST" or principal is None or operation.only_reads:
        return
    if operation.scope == PUBLIC and not operation.keeps_answer:
        return
    key = keys.key_of(request)
    if key is None:
        if operation.key_required:
            raise IdempotencyKeyRequired
        return
    secret = request.app.state.context.settings.derived_key("idempotency")
    request.state.claim = await keys.claim(
        request.state.session,
        scope=principal.scope_of_own_keys if operation.scope == PERSON else principal.scope_of_keys,
        operation=str(operation.operation_id),
        key=key,
        fingerprint=keys.fingerprint_of(request, await request.body(), secret),
        for_ever=operation.key_required,
    )


async def _request_key(request: Request) -> str | None:
    claim = _claim_of(request)
    return claim.key if claim else None


RequestKey = Annotated[str | None, Depends(_request_key)]
"""The caller's Idempotency-Key, for rows that are unique by it beyond the key's day."""


async def finish_step(session: AsyncSession) -> None:
    """Commit what was done so far, before a call to the outside within a request. The key stays held."""
    session.info["steps"] = True
    await commit_step(session)
