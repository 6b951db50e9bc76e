"""A gateway that really listens, raw bytes to it, and an upstream that remembers everything it was asked."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from gateway import routes
from services import REGISTER
from shared.front import App, TraceBegins
from shared.process import _server_of
from shared.settings import Settings
from tests.gateway.doubles import Running, raw_server, running

SILENCE_SECONDS = 0.4
"""Whoever has said what was awaited, and then nothing for so long, says nothing more."""
PATIENCE_SECONDS = 20.0
"""For what is awaited: the machine may be busy."""
_STATUS = re.compile(rb"HTTP/1\.1 (?!100)\d{3} ")

ROOMY = Settings(gateway_at_once=10_000)
"""A gateway that sheds nothing: a corpus is said all at once."""

BEFORE = list(REGISTER.keys() - {"identity"})


@dataclass
class Heard:
    """One request as an upstream got it."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes = b""
    is_whole: bool = False

    def all_of(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for said, value in self.headers if said.lower() == name]


class NotHttp(Exception):
    """What arrived could be read in more than one way."""


@dataclass
class Upstream:
    """What stands behind the gateway: remembers, and says yes."""

    heard: list[Heard] = field(default_factory=list)
    doubtful: list[bytes] = field(default_factory=list)
    """What came over a socket and could be read in two ways."""

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        """Be a service of the gateway's process."""
        target = scope["raw_path"].decode("latin-1")
        if scope["query_string"]:
            target += "?" + scope["query_string"].decode("latin-1")
        one = Heard(scope["method"], target, [(n.decode("latin-1"), v.decode("latin-1")) for n, v in scope["headers"]])
        self.heard.append(one)
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            one.body += message.get("body", b"")
            if not message.get("more_body", False):
                break
        one.is_whole = True
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": json.dumps({"heard": target}).encode()})

    async def connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Be a service of another process, which takes nothing on its wire that another reader could read otherwise."""
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            try:
                one = _read_head(head)
            except NotHttp:
                self.doubtful.append(head)
                return
            self.heard.append(one)
            if one.all_of("transfer-encoding"):
                while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
                    one.body += await reader.readexactly(size)
                    await reader.readexactly(2)
                if (trailers := await reader.readuntil(b"\r\n")) != b"\r\n":
                    self.doubtful.append(trailers)
                    return
            elif lengths := one.all_of("content-length"):
                one.body = await reader.readexactly(int(lengths[0]))
            one.is_whole = True
            said = json.dumps({"heard": one.target}).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(said), said))


_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+\-.^_`|~]+")


def _read_head(head: bytes) -> Heard:
    lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    if any(byte in line for line in lines for byte in (b"\r", b"\n", b"\0")):
        raise NotHttp
    first = re.fullmatch(rb"([A-Z]+) (/[!-~]*) HTTP/1\.1", lines[0])
    if first is None:
        raise NotHttp
    one = Heard(first[1].decode(), first[2].decode(), [])
    for line in lines[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon or not _NAME.fullmatch(name):
            raise NotHttp
        one.headers.append((name, value.strip(" \t")))
    framing = [*one.all_of("content-length"), *one.all_of("transfer-encoding")]
    if len(framing) > 1 or len(one.all_of("host")) != 1:
        raise NotHttp
    return one


@dataclass
class Wired:
    """A listening gateway, what is behind it, and the addresses that it has judged and let through."""

    suite: Running
    upstream: Upstream
    port: int
    judged: list[str]

    async def say(self, said: bytes, *, answers: int) -> bytes:
        """Open a connection, write bytes, and read until it ends, or so many answers are there and nothing more comes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        answered = b""
        try:
            writer.write(said)
            with suppress(TimeoutError, ConnectionError):
                while True:
                    are_there = len(_STATUS.findall(answered)) >= answers
                    async with asyncio.timeout(SILENCE_SECONDS if are_there else PATIENCE_SECONDS):
                        more = await reader.read(65536)
                    if not more:
                        break
                    answered += more
        finally:
            writer.close()
        return answered


@asynccontextmanager
async def listening(app: App, settings: Settings | None = None) -> AsyncIterator[int]:
    """Serve an app as a process of the suite does; give its port."""
    with socket.socket(proto=socket.IPPROTO_TCP) as bound:
        bound.bind(("127.0.0.1", 0))
        server = _server_of(app, settings or Settings())
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            while not server.started:
                await asyncio.sleep(0.005)
            yield bound.getsockname()[1]
        finally:
            server.should_exit = server.force_exit = True
            await serving


@asynccontextmanager
async def wired(monkeypatch: pytest.MonkeyPatch, *, apart: bool) -> AsyncIterator[Wired]:
    """Run a gateway before an upstream of its own process, or before one that it reaches over a socket."""
    judged: list[str] = []
    check = routes.check_address

    def judge(raw_path: bytes, query: bytes) -> str:
        path = check(raw_path, query)
        judged.append(raw_path.decode() + (f"?{query.decode()}" if query else ""))
        return path

    monkeypatch.setattr(routes, "check_address", judge)
    async with AsyncExitStack() as stack:
        upstream = Upstream()
        apps: dict[str, App] = {}
        if apart:
            url = await stack.enter_async_context(raw_server(upstream.connection))
            for name in BEFORE:
                monkeypatch.setenv(f"GREENLIGHT_{name.upper()}_URLS", url)
        else:
            apps = dict.fromkeys(BEFORE, upstream.app)
        suite = await stack.enter_async_context(running(settings=ROOMY, inside=False, apps=apps))
        port = await stack.enter_async_context(listening(TraceBegins(suite.gateway.app, service="gateway")))
        gateway = Wired(suite, upstream, port, judged)
        # The first request to each opens what the later ones use.
        async with asyncio.timeout(20):
            while b" 200 " not in await gateway.say(b"GET /v1/orders/first HTTP/1.1\r\nHost: x\r\n\r\n", answers=1):
                pass
        upstream.heard.clear()
        yield gateway
