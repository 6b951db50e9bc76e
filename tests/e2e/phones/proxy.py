"""A bad network: a proxy on loopback that lets one request at a time through, or cuts its connection where it is told."""

import asyncio
import random
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from typing import Literal

Phase = Literal["request", "between", "answer"]
"""Before the request is whole; when it is, and no answer has come; in the midst of the answer."""


@dataclass(frozen=True)
class Cut:
    """Where one exchange breaks: at which part of its bytes, and after how long when there are none."""

    phase: Phase
    share: float
    seconds: float
    is_reset: bool

    @classmethod
    def drawn(cls, chance: random.Random) -> "Cut":
        """Draw one; half of them break off by RST, half by FIN."""
        phase = chance.choice(("request", "between", "answer"))
        return cls(phase, chance.random(), chance.choice((0.0, 0.0, 0.002, 0.01, 0.03)), chance.random() < 0.5)


class Network:
    """The way from a phone to the suite; where it has several addresses, to one after the other."""

    def __init__(self, *addresses: str) -> None:
        self._ways = cycle([address.removeprefix("http://").split(":") for address in addresses])
        self.cut: Cut | None = None
        """What happens to the next exchange."""
        self.cuts = 0
        self.status: int | None = None
        """What the suite answered to the exchange that was cut last; none where it was not heard."""
        self.address = ""

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Network"]:
        """Listen until the end."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server:
            yield self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        cut, self.cut = self.cut, None
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            up_reader, up_writer = await asyncio.open_connection(*next(self._ways))
            try:
                await self._exchange(cut, reader, writer, up_reader, up_writer)
            finally:
                for end in (writer, up_writer):
                    _end(end, is_reset=cut is not None and cut.is_reset)

    async def _exchange(
        self,
        cut: Cut | None,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        up_reader: asyncio.StreamReader,
        up_writer: asyncio.StreamWriter,
    ) -> None:
        request = await _message(reader)
        if cut is not None:
            self.cuts, self.status = self.cuts + 1, None
        if cut is not None and cut.phase == "request":
            up_writer.write(request[: 1 + int(cut.share * (len(request) - 1))])
            await up_writer.drain()
            await asyncio.sleep(cut.seconds)
            return
        up_writer.write(request)
        await up_writer.drain()
        if cut is not None and cut.phase == "between":
            await asyncio.sleep(cut.seconds)
            return
        answer = await _message(up_reader, has_body=not request.startswith(b"HEAD "))
        if cut is not None:
            self.status = int(answer.split(b" ", 2)[1])
            answer = answer[: int(cut.share * len(answer))]
        writer.write(answer)
        await writer.drain()


async def _message(reader: asyncio.StreamReader, *, has_body: bool = True) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    said = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    assert b"transfer-encoding" not in said, "neither side of these exchanges sends chunks"
    length = int(said.get(b"content-length", b"0")) if has_body else 0
    return head + await reader.readexactly(length)


def _end(writer: asyncio.StreamWriter, *, is_reset: bool) -> None:
    if is_reset:
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
    else:
        writer.close()
