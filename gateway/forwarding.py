"""On to the service: its app where it runs in this process, else one of its replicas over HTTP. Bodies stream both ways."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp
import structlog
from multidict import CIMultiDict
from yarl import URL

from gateway import headers
from gateway.problems import UpstreamBroken, UpstreamTimeout
from shared import busy
from shared.errors import Problem, UpstreamUnavailable
from shared.front import App, Message, Receive, Scope, Send, shown

logger = structlog.get_logger(__name__)

CONNECT_SECONDS = 2.0
IDLE_SECONDS = 60.0
# Below the time after which a service closes an idle connection (shared.process.KEEP_ALIVE_SECONDS).
KEEP_ALIVE_SECONDS = 30.0
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

    urls: Sequence[str]
    _turn: Iterator[int] = field(default_factory=count)
    _resting_until: dict[str, float] = field(default_factory=dict)
    _told: dict[str, tuple[float, float]] = field(default_factory=dict)
    """How busy each was, and when it said so."""

    def in_order(self, now: float) -> list[str]:
        start = next(self._turn) % len(self.urls)
        turned = [*self.urls[start:], *self.urls[:start]]
        return sorted(turned, key=lambda url: self._resting_until.get(url, 0.0) > now)

    def rest(self, url: str, now: float) -> None:
        self._resting_until[url] = now + REST_SECONDS

    def is_back(self, url: str) -> None:
        self._resting_until.pop(url, None)

    def tells(self, url: str, share: float, now: float) -> None:
        self._told[url] = share, now

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

    async def caller_leaves(self, *, reads_body: bool) -> None:
        """Return when the caller has left. The body is somebody else's to read, if there is one."""
        if reads_body:
            await self._is_read.wait()
        while not self.caller_is_gone:
            message = await self._receive()
            self.caller_is_gone = message["type"] == "http.disconnect"


class HttpForwarder:
    """Forwards to replicas over pooled connections, which are opened with the first request."""

    def __init__(
        self,
        urls: Mapping[str, Sequence[str]],
        *,
        connect_seconds: float = CONNECT_SECONDS,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._replicas = {service: _Replicas(found) for service, found in urls.items()}
        self._timeout = aiohttp.ClientTimeout(total=None, sock_connect=connect_seconds, sock_read=idle_seconds)
        self._session: aiohttp.ClientSession | None = None

    def busy(self, service: str) -> float | None:
        """Give the share of its time in which a service has something to do, as its replicas say; None where none says it."""
        return self._replicas[service].busy(asyncio.get_running_loop().time())

    async def forward(self, service: str, request: Inward, receive: Receive, send: Send) -> None:
        """Forward one request. Raises a `Problem` before the answer began, what broke it after."""
        body = _Body(receive)
        until = asyncio.timeout(None)

        async def leave() -> None:
            await body.caller_leaves(reads_body=request.has_body)
            until.reschedule(asyncio.get_running_loop().time())

        leaving = asyncio.create_task(leave())
        try:
            # What is cancelled so closes the connection to the service, which learns that nobody waits any more.
            async with until:
                try:
                    await self._exchange(service, request, body, send)
                finally:
                    leaving.cancel()
        except CallerGone:
            pass
        except TimeoutError:
            if not until.expired():
                raise
            logger.debug("caller_left", service=service, path=shown(request.path))

    async def _exchange(self, service: str, request: Inward, body: _Body, send: Send) -> None:
        answer = await self._answer(service, request, body)
        is_whole = False
        try:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.raw_headers})
            async for chunk in answer.content.iter_any():
                is_whole = answer.content.at_eof()
                await send({"type": "http.response.body", "body": chunk, "more_body": not is_whole})
        finally:
            # Gives the connection back when the answer was read to its end, else closes it.
            answer.release() if answer.content.is_eof() else answer.close()
        if not is_whole:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _answer(self, service: str, request: Inward, body: _Body) -> aiohttp.ClientResponse:
        """Get the head of the answer from the first replica that gives one.

        A replica that was never reached has done nothing, so the next one is asked. Behind an open connection the request may
        have acted: only a safe one is repeated, and once; for the others the caller must decide, who holds the idempotency key.
        """
        replicas = self._replicas[service]
        now = asyncio.get_running_loop().time
        may_repeat = request.method in SAFE
        waiting = replicas.in_order(now())
        while waiting:
            url = waiting.pop(0)
            try:
                answer = await self._send(url, request, body)
            except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
                replicas.rest(url, now())
                self._note(service, url, error)
                if body.begun:
                    raise _broken(UpstreamBroken, request) from error
            except (TimeoutError, aiohttp.ServerTimeoutError) as error:
                self._note(service, url, error)
                raise _broken(UpstreamTimeout, request) from error
            except (aiohttp.ClientError, ssl.SSLError, OSError, ValueError) as error:
                if body.caller_is_gone:
                    raise CallerGone from error  # the client library wraps what the body raised
                self._note(service, url, error)
                if not may_repeat or body.begun:
                    raise _broken(UpstreamBroken, request) from error
                may_repeat = False
                waiting.append(url)
            else:
                replicas.is_back(url)
                if (share := _told_share(answer)) is not None:
                    replicas.tells(url, share, now())
                return answer
        raise UpstreamUnavailable(headers={"Retry-After": "1"})

    async def _send(self, url: str, request: Inward, body: _Body) -> aiohttp.ClientResponse:
        target = f"{url}{request.raw_path.decode('ascii')}"
        if request.query:
            target = f"{target}?{request.query.decode('ascii')}"
        answer = await self._open().request(
            request.method,
            URL(target, encoded=True),
            headers=CIMultiDict((name.decode("ascii"), value.decode()) for name, value in request.headers),
            data=await body.data() if request.has_body else None,
            allow_redirects=False,
        )
        if answer.status < 200:  # an upgrade that nobody asked for
            answer.close()
            raise aiohttp.ClientPayloadError
        return answer

    @staticmethod
    def _note(service: str, url: str, error: BaseException) -> None:
        logger.warning("upstream_failed", service=service, url=url, error=repr(error))

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=self._timeout,
                auto_decompress=False,
                trust_env=False,
                skip_auto_headers={"Accept", "Accept-Encoding", "User-Agent", "Content-Type"},
            )
            # The library repeats PUT and DELETE by itself on a connection that broke. Whether to repeat is decided above.
            self._session._retry_connection = False  # noqa: SLF001
        return self._session

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            with suppress(asyncio.CancelledError):
                await self._session.close()


def _told_share(answer: aiohttp.ClientResponse) -> float | None:
    told = next((value for name, value in answer.raw_headers if name == busy.HEADER), None)
    try:
        return None if told is None else float(told)
    except ValueError:
        return None


def _broken(kind: type[Problem], request: Inward) -> Problem:
    """Tell the caller whether the same request may be sent again without acting twice."""
    keyed = any(name == b"idempotency-key" for name, _ in request.headers)
    return kind(retryable=keyed or request.method in _IDEMPOTENT)
