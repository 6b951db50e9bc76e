"""On to the service: its app where it runs in this process, else one of its replicas over HTTP. Bodies stream both ways."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import structlog

from gateway import headers
from gateway.problems import UpstreamBroken, UpstreamTimeout
from gateway.upstream import Broken, Connection, NotReached, Replica, Silent
from shared import busy
from shared.errors import Problem, UpstreamUnavailable
from shared.front import App, Message, Receive, Scope, Send, shown

logger = structlog.get_logger(__name__)

CONNECT_SECONDS = 2.0
IDLE_SECONDS = 60.0
WATCH_SECONDS = 0.05
"""How long a request is under way until it is watched whether its caller still waits: most are answered sooner."""
REST_SECONDS = 2.0
"""A replica that could not be reached is asked last for so long."""
TOLD_SECONDS = 1.0
"""How long it counts how busy a replica said it was."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_IDEMPOTENT = SAFE | {"PUT", "DELETE"}


class CallerGone(Exception):
    """The caller left before the answer was complete."""


@dataclass(frozen=True, slots=True)
class Inward:
    """A request as the service gets it."""

    method: str
    path: str
    raw_path: bytes
    query: bytes
    headers: headers.Headers
    has_body: bool


async def call_app(app: App, scope: Scope, request: Inward, receive: Receive, send: Send) -> None:
    """Call a service of the same process: nothing lies between, so bodies stream by themselves."""
    inner: dict[str, Any] = {
        "type": "http",
        "asgi": scope.get("asgi", {"version": "3.0"}),
        "http_version": scope.get("http_version", "1.1"),
        "scheme": scope.get("scheme", "http"),
        "server": scope.get("server"),
        "client": scope.get("client"),
        "root_path": "",
        "method": request.method,
        "path": request.path,
        "raw_path": request.raw_path,
        "query_string": request.query,
        "headers": [(b"host", b"inside"), *request.headers],
        "state": {},
    }
    await app(inner, receive, send)


@dataclass
class _Replicas:
    """The replicas of one service, asked in turn."""

    each: Sequence[Replica]
    _turn: Iterator[int] = field(default_factory=count)
    _resting_until: dict[str, float] = field(default_factory=dict)
    _told: dict[str, tuple[float, float]] = field(default_factory=dict)
    """How busy each was, and when it said so."""

    def in_order(self, now: float) -> list[Replica]:
        start = next(self._turn) % len(self.each)
        turned = [*self.each[start:], *self.each[:start]]
        return sorted(turned, key=lambda one: self._resting_until.get(one.url, 0.0) > now) if self._resting_until else turned

    def rest(self, replica: Replica, now: float) -> None:
        self._resting_until[replica.url] = now + REST_SECONDS

    def is_back(self, replica: Replica) -> None:
        self._resting_until.pop(replica.url, None)

    def hear(self, replica: Replica, said: headers.Headers, now: float) -> None:
        for name, value in said:
            if name == busy.HEADER:
                with suppress(ValueError):
                    self._told[replica.url] = float(value), now

    def busy(self, now: float) -> float | None:
        told = [share for share, told_at in self._told.values() if now - told_at < TOLD_SECONDS]
        return sum(told) / len(told) if told else None


class _Body:
    """The body on its way in. `begun`: a part of it may have been sent, so the request is not repeated."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.begun = False
        self.caller_is_gone = False
        self._first: Message | None = None
        self._is_read = asyncio.Event()
        """To its end, or to where the caller left."""
        self.answering: Connection | None = None

    async def data(self) -> bytes | AsyncIterator[bytes]:
        """Give the body whole where it has come so, else as it comes. Raises `CallerGone`."""
        if self._first is None:
            self._first = await self._next()
        return self._chunks(self._first) if self._first.get("more_body", False) else self._first.get("body", b"")

    async def _chunks(self, message: Message) -> AsyncIterator[bytes]:
        """Raise `CallerGone` where the rest does not come, so that a part is never taken for the whole."""
        self.begun = True
        while True:
            if chunk := message.get("body", b""):
                yield chunk
            if not message.get("more_body", False):
                return
            message = await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self.caller_is_gone = message["type"] == "http.disconnect"
        if not message.get("more_body", False):
            self._is_read.set()
        if self.caller_is_gone:
            raise CallerGone
        return message

    async def watch(self, *, reads_body: bool) -> None:
        """When the caller leaves, end what is under way. The body is somebody else's to read, if there is one."""
        if reads_body:
            await self._is_read.wait()
        while not self.caller_is_gone:
            message = await self._receive()
            self.caller_is_gone = message["type"] == "http.disconnect"
        if self.answering is not None:
            self.answering.abort()


class HttpForwarder:
    """Forwards to replicas over pooled connections, which are opened with the first request."""

    def __init__(
        self,
        urls: Mapping[str, Sequence[str]],
        *,
        connect_seconds: float = CONNECT_SECONDS,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._replicas = {
            service: _Replicas([Replica(url, connect_seconds=connect_seconds, idle_seconds=idle_seconds) for url in found])
            for service, found in urls.items()
        }

    def busy(self, service: str) -> float | None:
        """Give the share of its time in which a service has something to do, as its replicas say; None where none says it."""
        return self._replicas[service].busy(asyncio.get_running_loop().time())

    async def forward(self, service: str, request: Inward, receive: Receive, send: Send) -> None:
        """Forward one request. Raises a `Problem` before the answer began, what broke it after."""
        body = _Body(receive)
        watching: asyncio.Task[None] | None = None

        def watch() -> None:
            nonlocal watching
            watching = asyncio.create_task(body.watch(reads_body=request.has_body))

        watched = asyncio.get_running_loop().call_later(WATCH_SECONDS, watch)
        try:
            await self._exchange(service, request, body, send)
        except (CallerGone, Broken):
            if not body.caller_is_gone:
                raise
            logger.debug("caller_left", service=service, path=shown(request.path))
        finally:
            watched.cancel()
            if watching is not None:
                watching.cancel()

    async def _exchange(self, service: str, request: Inward, body: _Body, send: Send) -> None:
        connection = await self._answer(service, request, body)
        try:
            await send({"type": "http.response.start", "status": connection.status, "headers": connection.headers})
            more = True
            while more:
                chunk = await connection.read()
                more = not connection.is_complete
                await send({"type": "http.response.body", "body": chunk, "more_body": more})
        finally:
            body.answering = None
            connection.release()

    async def _answer(self, service: str, request: Inward, body: _Body) -> Connection:
        """Get the head of the answer from the first replica that gives one.

        A replica that was never reached has done nothing, so the next one is asked. Behind an open connection the request may
        have acted: only a safe one is repeated, and once; for the others the caller must decide, who holds the idempotency key.
        """
        replicas = self._replicas[service]
        now = asyncio.get_running_loop().time
        may_repeat = request.method in SAFE
        waiting = replicas.in_order(now())
        while waiting:
            replica = waiting.pop(0)
            try:
                connection = await self._ask(replica, request, body)
            except NotReached as error:
                replicas.rest(replica, now())
                self._note(service, replica, error)
                if body.begun:
                    raise _broken(UpstreamBroken, request) from error
            except Silent as error:
                self._note(service, replica, error)
                raise _broken(UpstreamTimeout, request) from error
            except Broken as error:
                if body.caller_is_gone:
                    raise CallerGone from error
                self._note(service, replica, error)
                if not may_repeat or body.begun:
                    raise _broken(UpstreamBroken, request) from error
                may_repeat = False
                waiting.append(replica)
            else:
                replicas.is_back(replica)
                replicas.hear(replica, connection.headers, now())
                return connection
        raise UpstreamUnavailable(headers={"Retry-After": "1"})

    @staticmethod
    async def _ask(replica: Replica, request: Inward, body: _Body) -> Connection:
        target = b"%b?%b" % (request.raw_path, request.query) if request.query else request.raw_path
        data = await body.data() if request.has_body else None
        head, length = replica.head_of(request.method, target, request.headers, data)
        connection = await replica.connection()
        body.answering = connection  # so that it ends when the caller leaves
        if body.caller_is_gone:
            connection.abort()
            raise CallerGone
        await connection.ask(head, data or b"", length=length, is_for_head=request.method == "HEAD")
        return connection

    @staticmethod
    def _note(service: str, replica: Replica, error: BaseException) -> None:
        logger.warning("upstream_failed", service=service, url=replica.url, error=repr(error))

    async def close(self) -> None:
        """Close every connection."""
        for replicas in self._replicas.values():
            for replica in replicas.each:
                await replica.close()


def _broken(kind: type[Problem], request: Inward) -> Problem:
    """Tell the caller whether the same request may be sent again without acting twice."""
    keyed = any(name == b"idempotency-key" for name, _ in request.headers)
    return kind(retryable=keyed or request.method in _IDEMPOTENT)
