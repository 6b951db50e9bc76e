"""What tests of the gateway stand on: an identity that counts, a service that shows what it got, and servers on loopback."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from gateway.app import Gateway, create_gateway
from services import REGISTER
from shared.bus.local import LocalBus
from shared.clock import real_now
from shared.errors import NotFound, Unauthenticated
from shared.events.identity import OrganizationId, SessionId, UserId
from shared.front import App, Front, install_problem_handlers
from shared.process import KEEP_ALIVE_SECONDS, Neighbours
from shared.service import internal_key
from shared.settings import Settings

PORTS = {name: registered.port for name, registered in REGISTER.items()}
LARGE = 32 * 1024 * 1024
"""Bytes of a body that is too large to be held: several times what the buffers on its way hold."""
RawHandler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def _no_methods(_path: str) -> list[str]:
    return []


def fronted(app: FastAPI) -> App:
    """Put the services' own front before a toy, as every service has it."""
    install_problem_handlers(app, _no_methods)
    return Front(app, service="toy", allowed_methods=_no_methods)


@dataclass
class FakeIdentity:
    """Mints inner tokens, and counts."""

    user_id: UserId = field(default_factory=UserId.new)
    session_id: SessionId = field(default_factory=SessionId.new)
    organization_id: OrganizationId | None = field(default_factory=OrganizationId.new)
    minted: int = 0
    lifetime: timedelta = timedelta(seconds=60)
    rests_on: list[str] = field(default_factory=list)
    """Beside the session and the person."""
    networks: list[str] = field(default_factory=list)
    asked_from: list[str | None] = field(default_factory=list)
    """The addresses that it was told."""
    asked_within: list[tuple[str | None, str | None]] = field(default_factory=list)
    """The request and the trace that each question named."""
    gate: asyncio.Event | None = None
    """Where set, an exchange waits for it."""
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    status: int = 200

    def app(self) -> App:
        """Make the app."""
        app = FastAPI()

        @app.post("/internal/inner-tokens")
        async def exchange(request: Request) -> Response:
            assert request.headers["greenlight-internal-key"] == internal_key(Settings())
            body = await request.json()
            self.minted += 1
            self.asked_from.append(body["address"])
            self.asked_within.append((request.headers.get("request-id"), request.headers.get("traceparent")))
            number = self.minted
            self.arrived.set()
            if self.gate is not None:
                await self.gate.wait()
            if self.status != 200:
                return Response(b"oops", self.status)
            if body["credential"] == "revoked":
                raise Unauthenticated(headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
            if body["organization_id"] not in {None, self.organization_id}:
                raise NotFound("You do not belong to it.")
            return JSONResponse(
                {
                    "token": f"inner-{number}",
                    "expires_at": (real_now() + self.lifetime).isoformat().replace("+00:00", "Z"),
                    "credential_id": self.session_id,
                    "rests_on": [self.session_id, self.user_id, *self.rests_on],
                    "organization_id": self.organization_id,
                    "networks": self.networks,
                }
            )

        @app.get("/.well-known/jwks.json")
        async def keys() -> dict[str, Any]:
            return {"keys": []}

        @app.api_route("/v1/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
        async def echo(request: Request) -> Response:
            return await _echo(request)

        @app.get("/readyz")
        async def readyz() -> dict[str, str]:
            return {"status": "ready"}

        return fronted(app)


async def _echo(request: Request) -> JSONResponse:
    body = await request.body()
    return JSONResponse(
        {
            "method": request.scope["method"],
            "path": request.scope["path"],
            "raw_path": request.scope["raw_path"].decode(),
            "query": request.scope["query_string"].decode(),
            "headers": [[name.decode(), value.decode()] for name, value in request.scope["headers"]],
            "size": len(body),
            "body": body[:1000].decode("latin-1"),
        },
        headers={"ETag": '"v1"', "Connection": "X-Private", "X-Private": "1", "X-Public": "2", "Greenlight-Inner-Token": "leak"},
    )


@dataclass
class Toy:
    """A service that shows what it got, in many ways."""

    ready: int = 200
    calls: int = 0
    received: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue)
    going_on: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """The service learned that nobody waits any more, or that the body broke off."""

    def app(self) -> App:
        """Make the app."""
        app = FastAPI()

        @app.get("/readyz")
        async def readyz() -> Response:
            return JSONResponse({}, self.ready)

        @app.put("/v1/uploads/chunks/content")
        async def take_chunks(request: Request) -> dict[str, int]:
            size = 0
            try:
                async for chunk in request.stream():
                    size += len(chunk)
                    await self.received.put(chunk)
            except BaseException:
                self.ended.set()
                raise
            return {"size": size}

        @app.post("/v1/offers/count/accept")
        async def count(request: Request) -> dict[str, int]:
            size = 0
            async for chunk in request.stream():
                size += len(chunk)
                await asyncio.sleep(0)
            return {"size": size}

        @app.get("/v1/orders/stream")
        async def stream() -> StreamingResponse:
            async def pieces() -> AsyncIterator[bytes]:
                yield b"first"
                await self.going_on.wait()
                yield b"second"

            return StreamingResponse(pieces(), media_type="text/plain")

        @app.get("/v1/orders/endless")
        async def endless() -> StreamingResponse:
            async def pieces() -> AsyncIterator[bytes]:
                try:
                    while True:
                        yield b"tick"
                        await asyncio.sleep(0.01)
                finally:
                    self.ended.set()

            return StreamingResponse(pieces(), media_type="text/plain")

        @app.get("/v1/orders/hanging")
        async def hanging(request: Request) -> Response:
            self.calls += 1
            while (await request.receive())["type"] != "http.disconnect":
                pass
            self.ended.set()
            return Response()

        @app.get("/v1/orders/large")
        async def large() -> StreamingResponse:
            async def pieces() -> AsyncIterator[bytes]:
                for _ in range(LARGE // 65536):
                    yield b"x" * 65536

            return StreamingResponse(pieces(), headers={"Content-Length": str(LARGE)})

        @app.get("/v1/orders/breaks")
        async def breaks() -> StreamingResponse:
            async def pieces() -> AsyncIterator[bytes]:
                yield b"half"
                await asyncio.sleep(0.05)
                message = "secret reason"
                raise RuntimeError(message)

            return StreamingResponse(pieces())

        @app.get("/v1/orders/fails")
        async def fails() -> None:
            message = "secret reason"
            raise RuntimeError(message)

        @app.get("/v1/orders/zipped")
        async def zipped() -> Response:
            return Response(b"\x1f\x8bnot really", headers={"Content-Encoding": "gzip", "Set-Cookie": "a=b"})

        @app.get("/v1/orders/away")
        async def away() -> Response:
            return Response(status_code=303, headers={"Location": "/v1/orders/echo"})

        @app.get("/v1/orders/nothing", status_code=204)
        async def nothing() -> None:
            return None

        @app.api_route("/v1/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
        async def echo(request: Request) -> Response:
            self.calls += 1
            return await _echo(request)

        return fronted(app)


@asynccontextmanager
async def serving(app: App) -> AsyncIterator[str]:
    """Serve an app on a loopback port, as a process of the suite does."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=1,
        ws="none",
    )
    server = uvicorn.Server(config)
    # Named as TCP, or asyncio leaves its small packets to wait for each other; the suite's own loop does not.
    with socket.socket(proto=socket.IPPROTO_TCP) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", 0))
        # As `serve` does, without the ticks of its main loop: hundreds of tests wait for one.
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[bound])
        await server.on_tick(0)
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            await server.shutdown(sockets=[bound])


@asynccontextmanager
async def raw_server(handle: RawHandler) -> AsyncIterator[str]:
    """Serve connections by hand, to do what no HTTP server does."""
    tasks: set[asyncio.Task[None]] = set()

    async def each(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await handle(reader, writer)
        finally:
            writer.close()
            tasks.discard(task)

    server = await asyncio.start_server(each, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def read_request(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Read one request: its head, and its body by Content-Length or in chunks."""
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        body = b""
        while size := int(await reader.readline(), 16):
            body += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
        return head, body
    length = next((int(line[15:]) for line in lowered.split(b"\r\n") if line.startswith(b"content-length:")), 0)
    return head, await reader.readexactly(length)


@dataclass
class Running:
    """A gateway at work, and what is behind it."""

    gateway: Gateway
    identity: FakeIdentity
    toy: Toy
    bus: LocalBus
    client: httpx.AsyncClient
    url: str | None = None

    async def get(self, path: str, **how: Any) -> httpx.Response:
        """Send a GET."""
        return await self.client.get(path, **how)


@asynccontextmanager
async def running(
    *,
    settings: Settings | None = None,
    apps: Mapping[str, App] | None = None,
    with_socket: bool = False,
    identity: FakeIdentity | None = None,
    toy: Toy | None = None,
    inside: bool = True,
) -> AsyncIterator[Running]:
    """Run a gateway; services that are not `apps` are where the settings say."""
    identity, toy, bus = identity or FakeIdentity(), toy or Toy(), LocalBus()
    settings = settings or Settings()
    async with AsyncExitStack() as stack:
        here: dict[str, App] = {"identity": identity.app()}
        if inside:
            here |= dict.fromkeys(REGISTER.keys() - {"identity"}, toy.app())
        neighbours = Neighbours(settings, PORTS, apps={**here, **(apps or {})})
        stack.push_async_callback(neighbours.close)
        gateway = create_gateway(settings, neighbours, bus, "ins_test")
        task = asyncio.create_task(gateway.run())

        async def stop() -> None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

        stack.push_async_callback(stop)
        await asyncio.sleep(0)
        if with_socket:
            url = await stack.enter_async_context(serving(gateway.app))
            client = httpx.AsyncClient(base_url=url, timeout=20, trust_env=False)
        else:
            url = None
            client = httpx.AsyncClient(transport=httpx.ASGITransport(gateway.app), base_url="http://gateway")
        await stack.enter_async_context(client)
        yield Running(gateway, identity, toy, bus, client, url)


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(15):
        while not holds():
            await asyncio.sleep(0.001)


def assert_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Check that an answer is this problem in its full form, with one request id; give its body."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert body["code"] == code
    assert {"type", "title", "status", "detail", "code", "retryable", "request_id", "errors"} <= body.keys()
    assert body["status"] == status
    ids = answer.headers.get_list("request-id")
    assert ids == [body["request_id"]]
    assert ids[0].startswith("req_")
    return body
