"""What a peer on the other end of a connection may make a server hold, over real sockets."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn

from shared import connections
from shared.connections import BoundedHttp


class Served:
    """A server with an app that reads the whole body, and answers with its size or with a large file."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.began: list[str] = []
        self.left = 0

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        self.began.append(scope["path"])
        size = 0
        while (message := await receive())["type"] == "http.request":
            size += len(message.get("body", b""))
            if not message.get("more_body"):
                break
        else:
            self.left += 1
            return
        body = b"x" * 50_000_000 if scope["path"] == "/large" else str(size).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(body)).encode())]})
        for start in range(0, len(body), 100_000):
            await send({"type": "http.response.body", "body": body[start : start + 100_000], "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def say(self, *parts: bytes, pause: float = 0.0) -> bytes:
        """Send parts with pauses between them, and read until the server ends the connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for part in parts:
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(pause)
            async with asyncio.timeout(10):
                return await reader.read()
        except (ConnectionError, RuntimeError):  # uvloop's word for what is closed already
            return b""
        finally:
            writer.close()


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    """A server that looks after its connections every fifth of a second."""
    monkeypatch.setattr(connections, "LOOK_SECONDS", 0.2)
    async with _serving() as served:
        yield served


@asynccontextmanager
async def _serving() -> AsyncIterator[Served]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        served = Served(bound.getsockname()[1])
        config = uvicorn.Config(
            served.app, interface="asgi3", http=BoundedHttp, lifespan="off", log_config=None, access_log=False, ws="none"
        )
        running = uvicorn.Server(config)
        task = asyncio.create_task(running.serve(sockets=[bound]))
        while not running.started:
            await asyncio.sleep(0.01)
        yield served
        running.should_exit = True
        await task


POST = b"POST /body HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"


async def test_what_is_no_http_is_a_problem(server: Served) -> None:
    answer = await server.say(b"nonsense\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"content-type: application/problem+json" in head
    problem = json.loads(body)
    assert (problem["code"], problem["status"]) == ("request_unreadable", 400)
    assert f"request-id: {problem['request_id']}".encode() in head


async def test_a_head_without_end_is_refused_before_it_is_kept(server: Served) -> None:
    line = b"X-Filler: " + b"x" * 1000 + b"\r\n"
    answer = await server.say(b"GET / HTTP/1.1\r\nHost: x\r\n", *[line * 10] * 20)
    assert answer.startswith(b"HTTP/1.1 431 ") or answer == b"", "closed while still sending, the answer may be lost"
    assert server.began == []


@pytest.mark.parametrize("size", [64 * 1024 - 20, 64 * 1024, 100_000])
async def test_an_address_that_is_too_long_is_said_to_be(server: Served, size: int) -> None:
    answer = await server.say(b"GET /one?q=" + b"x" * size + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    if size < 64 * 1024 - 10:
        assert answer.startswith(b"HTTP/1.1 200 ")
    else:
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "headers_too_large"
        assert server.began == []


async def test_a_head_that_drips_is_cut_off(server: Served) -> None:
    assert await server.say(*[bytes([byte]) for byte in b"GET /slow HTTP/1.1\r\nHost: x\r\n"], pause=0.03) == b""
    assert server.began == []


async def test_who_connects_and_asks_nothing_is_cut_off(server: Served) -> None:
    assert await server.say() == b""


async def test_a_body_that_drips_is_cut_off_and_the_app_hears_of_it(server: Served) -> None:
    assert await server.say(POST % 100_000, *[b"x" * 10] * 30, pause=0.03) == b""
    assert (server.began, server.left) == (["/body"], 1)


async def test_a_body_that_comes_steadily_is_taken_however_long_it_takes(server: Served) -> None:
    answer = await server.say(POST % 20_000, *[b"x" * 1000] * 20, pause=0.05)
    assert answer.endswith(b"20000")


async def test_a_kept_connection_may_rest_between_two_requests(server: Served) -> None:
    first = b"GET /one HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /two HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = await server.say(first, last, pause=0.7)
    assert answer.count(b"HTTP/1.1 200 ") == 2


async def test_who_does_not_read_is_cut_off(server: Served) -> None:
    with socket.socket() as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        peer.connect(("127.0.0.1", server.port))
        peer.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.sleep(1.0)
        peer.settimeout(5)
        assert _read_all(peer) < 50_000_000


def _read_all(peer: socket.socket) -> int:
    received = 0
    try:
        while chunk := peer.recv(1_000_000):
            received += len(chunk)
    except ConnectionResetError:
        pass
    return received
