"""The command that forwards events to a handler on a developer's machine: in order, at least once, whatever breaks."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from gateway import streams as guard
from services import listen as listening
from services.listen import Block, ListenFailed, blocks_of, listen
from services.notifications.feeds import streams
from shared.events.identity import MemberRoleChanged
from tests.gateway.doubles import read_request, serving
from tests.harness import ServiceUnderTest
from tests.notifications.door import SOON, Door, Holder, door_before
from tests.notifications.facts import offer_countered


@dataclass
class Handler:
    """A developer's handler: it notes what it is sent, and answers as it is told to."""

    received: list[dict[str, Any]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """The next statuses; 200 when there is none."""

    def app(self) -> FastAPI:
        """Make the app."""
        app = FastAPI()

        @app.post("/hook")
        async def take(request: Request) -> Response:
            self.received.append(await request.json())
            return Response(status_code=self.answers.pop(0) if self.answers else 200)

        return app

    @property
    def numbers(self) -> list[int]:
        return [event["data"]["terms_version"] for event in self.received]


@dataclass
class Forwarding:
    """The command at work."""

    handler: Handler
    said: list[str]
    task: asyncio.Task[None]

    async def until_said(self, count: int, words: str) -> None:
        """Wait until it has said so many lines with these words."""
        async with asyncio.timeout(SOON):
            while sum(words in line for line in self.said) < count:
                assert not self.task.done(), self.task.result()
                await asyncio.sleep(0.005)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "SHORTEST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(guard, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(streams, "POLL_SECONDS", 0.02)


@pytest.fixture
async def door(notifications: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    """A gateway on a socket."""
    async with door_before(notifications, apart=False, patch=monkeypatch) as opened:
        yield opened


@asynccontextmanager
async def forwarding(door: Door, handler: Handler) -> AsyncIterator[Forwarding]:
    """Run the command until the end."""
    said: list[str] = []
    async with AsyncExitStack() as stack:
        hook = await stack.enter_async_context(serving(handler.app()))
        task = asyncio.create_task(
            listen(forward_to=f"{hook}/hook", key="ana", organization=None, gateway=door.url, say=said.append)
        )
        started = Forwarding(handler, said, task)
        try:
            await started.until_said(1, "listening")
            yield started
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def offer(notifications: ServiceUnderTest, holder: Holder, number: int) -> None:
    await notifications.hear(offer_countered(holder.organization_id, Holder().organization_id, terms_version=number))


async def test_each_event_reaches_the_handler_in_order_also_one_that_it_refuses_at_first(
    notifications: ServiceUnderTest, door: Door
) -> None:
    ana = door.holder("ana")
    async with forwarding(door, Handler(answers=[200, 500, 302, 204])) as command:
        for number in (1, 2, 3):
            await offer(notifications, ana, number)
        await command.until_said(1, "-> 204")
        await command.until_said(2, "-> 200")

        assert command.handler.numbers == [1, 2, 2, 2, 3]
        first, *_ = command.handler.received
        assert (first["object"], first["type"], first["organization_ids"]) == ("event", "offer.countered", [ana.organization_id])
        assert any(f"{first['timestamp']} offer.countered {first['id']} -> 200" in line for line in command.said)
        assert sum("again in" in line for line in command.said) == 2


async def test_a_stream_that_ends_is_begun_again_behind_the_last_event(notifications: ServiceUnderTest, door: Door) -> None:
    ana = door.holder("ana")
    await offer(notifications, ana, 0)
    async with forwarding(door, Handler()) as command:
        for number in range(1, 4):
            # Another role ends the stream; what happens before the next one is open must not be lost.
            ana.scopes = f"organizations:read campaigns:read another:{number}"
            await door.tell(MemberRoleChanged(organization_id=ana.organization_id, user_id=ana.user_id, role="owner"))
            await asyncio.sleep(0.05)
            await offer(notifications, ana, number)
            await command.until_said(number, "-> 200")
            await command.until_said(number + 1, "listening")

        assert command.handler.numbers == [1, 2, 3]


async def test_a_handler_that_is_away_gets_what_it_missed(notifications: ServiceUnderTest, door: Door) -> None:
    ana = door.holder("ana")
    away = socket.socket()
    away.bind(("127.0.0.1", 0))  # bound, and not listening: connections are refused
    port = away.getsockname()[1]
    said: list[str] = []
    listens = listen(forward_to=f"http://127.0.0.1:{port}", key="ana", organization=None, gateway=door.url, say=said.append)
    command = Forwarding(Handler(), said, asyncio.create_task(listens))
    await command.until_said(1, "listening")
    await offer(notifications, ana, 1)
    await offer(notifications, ana, 2)
    await command.until_said(2, "ConnectError")

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(take, sock=away):
        await command.until_said(2, "-> 204")
    told = [event["id"] for event in await listed(door)]
    command.task.cancel()
    await asyncio.gather(command.task, return_exceptions=True)
    assert [line.split()[2] for line in said if "-> 204" in line] == told[::-1]


async def listed(door: Door) -> list[dict[str, Any]]:
    async with httpx.AsyncClient(base_url=door.url, trust_env=False) as client:
        return (await client.get("/v1/events", headers={"Authorization": "Bearer ana"})).json()["data"]


async def test_a_credential_that_ends_ends_the_command(notifications: ServiceUnderTest, door: Door) -> None:
    door.holder("ana")
    async with forwarding(door, Handler()) as command:
        await door.revoke("ana")
        async with asyncio.timeout(SOON):
            with pytest.raises(ListenFailed, match="401 unauthenticated"):
                await command.task


async def test_the_command_says_in_one_line_why_it_cannot_listen(door: Door) -> None:
    asked = [
        sys.executable,
        "-m",
        "services",
        "listen",
        "--forward-to",
        "http://127.0.0.1:9/",
        "--key",
        "no",
        "--gateway",
        door.url,
    ]
    ended = await asyncio.to_thread(subprocess.run, asked, capture_output=True, text=True, timeout=60)

    assert ended.returncode == 1
    assert ended.stderr.strip().startswith("greenlight: 401 unauthenticated: ")
    assert ended.stdout == ""


async def test_a_handler_must_have_an_http_address() -> None:
    with pytest.raises(ListenFailed, match="not an http address"):
        await listen(forward_to="ftp://x", key="k", organization=None, gateway="http://127.0.0.1:9", say=print)


async def test_blocks_are_read_however_they_are_cut() -> None:
    text = ': hello\n\nid: a\nretry: 1\n\nevent: x\ndata: {"line": "\u2028: end"}\nid: b\n\n:\r\ndata:c\r\n\r\ndata: cut off'
    for size in (1, 2, 7, 1000):

        async def pieces(size: int = size) -> AsyncIterator[str]:
            for start in range(0, len(text), size):
                yield text[start : start + size]

        assert [block async for block in blocks_of(pieces())] == [
            Block("a", None),
            Block("b", '{"line": "\u2028: end"}'),
            Block(None, "c"),
        ]
