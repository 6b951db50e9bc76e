"""How a server leaves: who is being answered is answered, who comes late too, and whoever waits is told to ask elsewhere."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shared.changes import Changes, a_look
from shared.process import _bind, _Server, _server_of, _take_leave
from shared.settings import Settings


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer at once, or with a stream that never ends, or little by little."""
    path = scope["path"]
    if path == "/slow":
        await asyncio.sleep(0.3)
    kind = b"text/event-stream" if path == "/stream" else b"text/plain"
    headers = [(b"content-type", kind), *([] if path in {"/stream", "/parts"} else [(b"content-length", b"2")])]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if path == "/stream":
        await send({"type": "http.response.body", "body": b": beat\n\n", "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            pass
        return
    if path == "/parts":
        for part in (b"a", b"b"):
            await send({"type": "http.response.body", "body": part, "more_body": True})
            await asyncio.sleep(0.2)
    await send({"type": "http.response.body", "body": b"" if path == "/parts" else b"ok"})


class Served:
    """A server, at a port of its own."""

    def __init__(self, server: _Server, bound: socket.socket) -> None:
        self.server, self.bound = server, bound
        self.port = bound.getsockname()[1]

    async def leave(self) -> None:
        async with asyncio.timeout(10):
            await self.server.shutdown(sockets=[self.bound])

    def connected(self, path: str | None = None) -> socket.socket:
        """Connect as another process does, and ask: without the server's loop having noticed."""
        client = socket.create_connection(("127.0.0.1", self.port))
        client.settimeout(5)
        if path is not None:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        return client


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    server, bound = _server_of(app, Settings()), _bind("127.0.0.1", 0)
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup(sockets=[bound])
    try:
        yield Served(server, bound)
    finally:
        for one in server.servers:
            one.close()


async def said_by(client: socket.socket, *, until: bytes | None = None) -> bytes:
    """Read until the server ends the connection, or so far."""

    def read() -> bytes:
        said = b""
        while (until is None or until not in said) and (more := client.recv(65536)):
            said += more
        return said

    return await asyncio.to_thread(read)


async def test_who_has_connected_and_asked_is_answered(served: Served) -> None:
    waiting = [served.connected("/") for _ in range(20)]

    await served.leave()

    for client in waiting:
        said = await said_by(client)
        assert said.startswith(b"HTTP/1.1 200")
        assert b"\r\nconnection: close\r\n" in said
        client.close()
    with pytest.raises(ConnectionRefusedError):
        served.connected()


async def test_who_has_connected_and_asks_a_moment_later_is_answered(served: Served) -> None:
    client = served.connected()
    leaving = asyncio.create_task(served.leave())
    await asyncio.sleep(0.2)

    client.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")

    assert (await said_by(client)).startswith(b"HTTP/1.1 200")
    await leaving
    client.close()


async def test_whose_question_is_on_the_way_when_an_idle_connection_ends_is_answered(served: Served) -> None:
    client = served.connected("/")
    await said_by(client, until=b"ok")

    client.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    await served.leave()

    assert (await said_by(client)).startswith(b"HTTP/1.1 200")
    client.close()


async def test_answers_say_that_they_are_the_last_while_the_door_is_still_open(served: Served) -> None:
    before, slow = served.connected("/"), served.connected("/slow")
    await said_by(before, until=b"ok")

    taking_leave = asyncio.create_task(_take_leave([served.server], seconds=1))
    await asyncio.sleep(0.1)
    new = served.connected("/")
    before.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")

    for client in (before, slow, new):
        said = await said_by(client)
        assert said.startswith(b"HTTP/1.1 200")
        assert b"\r\nconnection: close\r\n" in said
        client.close()
    assert not taking_leave.done()
    taking_leave.cancel()


async def test_a_stream_ends_in_order_and_other_answers_to_their_end(served: Served) -> None:
    stream, parts = served.connected("/stream"), served.connected("/parts")
    assert (await said_by(stream, until=b"beat")).startswith(b"HTTP/1.1 200")
    await said_by(parts, until=b"1\r\na\r\n")

    await served.leave()

    assert (await said_by(stream)).endswith(b"0\r\n\r\n")
    assert await said_by(parts) == b"1\r\nb\r\n0\r\n\r\n"
    stream.close()
    parts.close()


async def test_a_stream_that_begins_when_the_server_leaves_ends_soon(served: Served) -> None:
    stream = served.connected("/stream")

    began = asyncio.get_running_loop().time()
    await served.leave()

    assert (await said_by(stream)).endswith(b"beat\n\n\r\n0\r\n\r\n")
    assert asyncio.get_running_loop().time() - began < 5
    stream.close()


async def test_who_waits_for_a_change_waits_no_longer() -> None:
    changes = Changes()
    with changes.watch("cmp_1") as changed:
        looking = asyncio.create_task(a_look(changed, seconds=2))
        await asyncio.sleep(0)
        changes.wait_no_more()
        async with asyncio.timeout(0.5):
            await looking
    assert changes.is_over
