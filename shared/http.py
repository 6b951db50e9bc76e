"""HTTP between processes, and to the outside: the only place that knows the client library."""

import asyncio
import ssl
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import cycle
from typing import Any

import httpx

from shared import acting, tracing

INTERNAL_KEY_HEADER = "Greenlight-Internal-Key"

Response = httpx.Response
TransportError = httpx.TransportError
Client = httpx.AsyncClient


async def _name_the_work(request: httpx.Request) -> None:
    """Tell whom we call which request and trace this goes back to, unless the caller names them."""
    for name, value in (("traceparent", tracing.current.get()), ("Request-Id", acting.request_id.get())):
        if value is not None:
            request.headers.setdefault(name, value)


_HOOKS = {"request": [_name_the_work]}


def client_of_app(app: Callable[..., Any], *, name: str, headers: Mapping[str, str] | None = None) -> httpx.AsyncClient:
    """Call an app of the same process, without a socket between."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
        base_url=f"http://{name}",
        headers=headers,
        event_hooks=_HOOKS,
        timeout=30,
    )


@cache
def trusted() -> ssl.SSLContext:
    """Give whom this machine trusts: reading it takes longer than many a call, so all clients share it."""
    return ssl.create_default_context()


class NoAnswer(Exception):
    """Somebody outside gave no answer that can be used; the message is a code.

    `timeout`: it took too long; `unreachable`, or it broke off; `refused`: another status than 200; `too_large`.
    """


async def answer_from_outside(
    method: str, url: str, *, headers: Mapping[str, str], content: bytes | None = None, seconds: float, most_bytes: int
) -> bytes:
    """Ask somebody outside once, and read the answer within one time and so many bytes. Raises `NoAnswer`."""
    try:
        async with (
            # asyncio's timeout is the one that counts: a client's own begins anew with each byte.
            asyncio.timeout(seconds),
            Client(timeout=None, trust_env=False, verify=trusted()) as client,
            # As it was sent: what is packed could be small on its way and large here.
            client.stream(method, url, content=content, headers={**headers, "Accept-Encoding": "identity"}) as answer,
        ):
            if answer.status_code != 200:
                raise NoAnswer("refused")
            read = bytearray()
            async for part in answer.aiter_raw():
                read += part
                if len(read) > most_bytes:
                    raise NoAnswer("too_large")
            return bytes(read)
    except TimeoutError:
        raise NoAnswer("timeout") from None
    except TransportError as error:
        raise NoAnswer("unreachable") from error


class _Replicas(httpx.AsyncBaseTransport):
    """Calls the replicas of a service in turn; one that cannot be reached is passed over."""

    def __init__(self, urls: Sequence[str]) -> None:
        self._urls = [httpx.URL(url) for url in urls]
        self._next = cycle(range(len(urls)))
        self._transport = httpx.AsyncHTTPTransport(
            verify=trusted(), limits=httpx.Limits(max_connections=50, keepalive_expiry=4.0)
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        start = next(self._next)
        for attempt in range(len(self._urls)):
            url = self._urls[(start + attempt) % len(self._urls)]
            request.url = request.url.copy_with(scheme=url.scheme, host=url.host, port=url.port)
            request.headers["Host"] = url.netloc.decode()
            try:
                return await self._transport.handle_async_request(request)
            except httpx.ConnectError:
                if attempt == len(self._urls) - 1:
                    raise
        raise AssertionError

    async def aclose(self) -> None:
        await self._transport.aclose()


def client_of_replicas(urls: Sequence[str], *, headers: Mapping[str, str] | None = None) -> httpx.AsyncClient:
    """Call a service in other processes, its replicas in turn."""
    return httpx.AsyncClient(
        transport=_Replicas(urls),
        base_url=urls[0],
        headers=headers,
        event_hooks=_HOOKS,
        timeout=httpx.Timeout(10, connect=2),
        trust_env=False,
    )
