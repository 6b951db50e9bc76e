"""HTTP/1.1 to a replica of a service: connections that are kept, with one exchange at a time on each."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from urllib.parse import urlsplit

import httptools

from gateway.headers import Headers
from shared.http import trusted

KEEP_ALIVE_SECONDS = 30.0
"""How long a connection is kept that nobody uses: less than a service keeps it (shared.process.KEEP_ALIVE_SECONDS)."""
LARGEST_HEAD = 64 * 1024
"""Bytes of an answer's head."""
MOST_HELD = 128 * 1024
"""Bytes of an answer that its reader has not taken yet, from which on no more are read."""

Body = bytes | AsyncIterator[bytes]


class NotReached(Exception):
    """There is no connection, so nothing was sent."""


class Silent(Exception):
    """Nothing came for too long."""


class Broken(Exception):
    """The connection ended before the answer did, or what came is no answer."""


class Connection(asyncio.Protocol):
    """One connection. What is asked on it must be released."""

    _transport: asyncio.Transport
    _parser: httptools.HttpResponseParser

    def __init__(self, replica: "Replica", *, idle_seconds: float) -> None:
        self._replica, self._idle_seconds = replica, idle_seconds
        self._loop = asyncio.get_running_loop()
        self._looking: asyncio.TimerHandle | None = None
        self._is_asked, self._is_for_head = False, False
        self._writable: asyncio.Future[None] | None = None
        self._news: asyncio.Future[None] | None = None
        self._sending: asyncio.Task[None] | None = None
        self._error: Exception | None = None
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.is_complete = False
        """Whether the answer has come to its end."""

    @property
    def is_open(self) -> bool:
        """Whether it can be used, as far as is known."""
        return not self._transport.is_closing()

    # --- asking ----------------------------------------------------------------------------------------------------

    async def ask(self, head: bytes, body: Body, *, length: int | None, is_for_head: bool) -> None:
        """Send a request, and wait for the status and headers of its answer. Raises `Silent`, `Broken`, what the body raises.

        A body without a `length` goes in chunks.
        """
        self._parser = httptools.HttpResponseParser(self)
        self._is_asked, self._is_for_head, self._active_at = True, is_for_head, self._loop.time()
        self._keeps_alive, self._is_interim, self._is_paused = False, False, False
        self._chunks: list[bytes] = []
        self._held, self._head_size = 0, 0
        self.status, self.headers, self.is_complete = 0, [], False

        if isinstance(body, bytes):
            self._transport.write(head + body)
        else:
            self._transport.write(head)
            self._sending = self._loop.create_task(self._send(body, length=length))
        try:
            while not self.status:
                await self._something_new()
        except BaseException:
            self.abort()
            raise

    async def read(self) -> bytes:
        """Give what has come of the body since it was read last: nothing where it has ended. Raises `Silent` and `Broken`."""
        while not self._chunks and not self.is_complete:
            await self._something_new()
        taken = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks, self._held = [], 0
        if self._is_paused:
            self._is_paused, self._active_at = False, self._loop.time()
            if self.is_open:
                self._transport.resume_reading()
        return taken

    def release(self) -> None:
        """Keep the connection for the next one, or end it where the exchange did not come to its end on both sides."""
        is_sent = self._sending is None or self._sending.done()
        if self.is_complete and self._keeps_alive and is_sent and self._error is None and self.is_open:
            self._is_asked, self._sending = False, None
            self._replica.free.append(self)
        else:
            self.abort()

    def abort(self) -> None:
        """End the connection now: the service learns that nobody waits any more."""
        if self._sending is not None:
            self._sending.cancel()
        self._transport.abort()

    async def _send(self, body: AsyncIterator[bytes], *, length: int | None) -> None:
        try:
            sent = 0
            async for chunk in body:
                if self._writable is not None:
                    await self._writable
                sent += len(chunk)
                if length is not None and sent > length:
                    raise Broken("the body is longer than announced")
                self._transport.write(chunk if length is not None else b"%x\r\n%b\r\n" % (len(chunk), chunk))
                self._active_at = self._loop.time()
            if length is None:
                self._transport.write(b"0\r\n\r\n")
            elif sent != length:
                raise Broken("the body is shorter than announced")
        except Exception as error:
            self._fail(error)

    async def _something_new(self) -> None:
        if self._error is not None:
            raise self._error
        self._news = self._loop.create_future()
        await self._news

    def _tell(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)

    def _fail(self, error: Exception) -> None:
        """Let who waits know, unless the answer is already there."""
        self._keeps_alive = False
        if not self.is_complete and self._error is None:
            self._error = error
            self._tell()
        self._transport.abort()

    # --- what the transport tells ------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look after the connection."""
        self._transport, self._active_at = transport, self._loop.time()
        self._replica.connections.add(self)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note the end: of the answer too, if nothing else tells where that ends."""
        if self._looking is not None:
            self._looking.cancel()
        self._replica.forget(self)
        if self._is_asked and self.status and exc is None and self._error is None and not self._tells_its_end():
            self.is_complete = True
        self._fail(Broken(repr(exc)))
        self.resume_writing()
        self._tell()

    def data_received(self, data: bytes) -> None:
        """Take a part of the answer."""
        if not self._is_asked:
            self._transport.abort()  # nobody has asked for anything
            return
        self._active_at = self._loop.time()
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._fail(Broken(repr(error)))
        if not self.status:
            self._head_size += len(data)
            if self._head_size > LARGEST_HEAD:
                self._fail(Broken("the head is too large"))
        if self._held > MOST_HELD and not self._is_paused:
            self._is_paused = True
            self._transport.pause_reading()
        if self.status:
            self._tell()

    def pause_writing(self) -> None:
        """Let what sends a body wait."""
        self._writable = self._loop.create_future()

    def resume_writing(self) -> None:
        """Let it go on."""
        writable, self._writable = self._writable, None
        if writable is not None and not writable.done():
            writable.set_result(None)

    def _look(self) -> None:
        """End what is idle for too long, as often as makes no great difference."""
        now = self._loop.time()
        if self._is_asked and self._is_paused:
            self._active_at = now  # it is the reader who is slow
        idle = now - self._active_at
        if self._is_asked and idle >= self._idle_seconds:
            self._fail(Silent())
        elif not self._is_asked and idle >= KEEP_ALIVE_SECONDS:
            self._transport.close()
        else:
            self._looking = self._loop.call_later(min(self._idle_seconds, KEEP_ALIVE_SECONDS) / 4, self._look)

    # --- what the parser tells -----------------------------------------------------------------------------------------

    def on_message_begin(self) -> None:
        """Refuse to go on where more comes than was asked for: whoever asked next would get it."""
        if self.is_complete:
            self._keeps_alive = False
            self._transport.abort()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; behind the body they are trailers, which nobody awaits."""
        if not self.status:
            self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Take the head, unless it only announces another one."""
        if self.is_complete:
            return
        status = self._parser.get_status_code()
        self._is_interim = 100 <= status < 200 and status != 101
        if self._is_interim:
            self.headers = []
        elif status < 200:
            self._fail(Broken(f"status {status}"))  # an upgrade that nobody asked for
        else:
            self.status = status
            if self._is_for_head:
                self._end()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        if self.is_complete:
            self._fail(Broken("more than was asked for"))
            return
        self._chunks.append(body)
        self._held += len(body)

    def on_message_complete(self) -> None:
        """Take the end."""
        if not self._is_interim and self.status and not self.is_complete:
            self._end()

    def _end(self) -> None:
        self._keeps_alive = self._parser.should_keep_alive()
        self.is_complete = True

    def _tells_its_end(self) -> bool:
        return any(name.lower() in {b"content-length", b"transfer-encoding"} for name, _ in self.headers)


class Replica:
    """One replica of a service, and the connections to it."""

    def __init__(self, url: str, *, connect_seconds: float, idle_seconds: float) -> None:
        self.url = url
        address = urlsplit(url)
        assert address.hostname is not None
        self._host, self._port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
        self._tls = trusted() if address.scheme == "https" else None
        self._connect_seconds, self._idle_seconds = connect_seconds, idle_seconds
        self._prefix = address.path.encode("ascii")
        self._named = b" HTTP/1.1\r\nhost: " + address.netloc.rpartition("@")[2].encode("ascii") + b"\r\n"
        self.connections: set[Connection] = set()
        self.free: list[Connection] = []

    def head_of(self, method: str, target: bytes, headers: Headers, body: Body | None) -> tuple[bytes, int | None]:
        """Write the head of a request; give the length of its body too, None for one in chunks. Raises `Broken`."""
        said = next((value for name, value in headers if name == b"content-length"), None)
        length = int(said) if said is not None else None
        lines = [b"%b: %b\r\n" % header for header in headers]
        if length is None and (body is None or isinstance(body, bytes)):
            length = len(body or b"")
            if body is not None or method not in {"GET", "HEAD", "OPTIONS"}:
                lines.append(b"content-length: %d\r\n" % length)
        elif length is None:
            lines.append(b"transfer-encoding: chunked\r\n")
        elif isinstance(body, bytes) and len(body) != length:
            raise Broken("the body is not as long as announced")
        head = b"".join((method.encode("ascii"), b" ", self._prefix, target, self._named, *lines, b"\r\n"))
        if not head.count(b"\r\n") == head.count(b"\n") == head.count(b"\r") == len(lines) + 3:
            raise Broken("a header holds the end of its line")

        return head, length

    async def connection(self) -> Connection:
        """Give a connection that is kept, or a new one. Raises `NotReached`."""
        while self.free:
            kept = self.free.pop()
            if kept.is_open:
                return kept
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_seconds):
                _, made = await loop.create_connection(
                    lambda: Connection(self, idle_seconds=self._idle_seconds), self._host, self._port, ssl=self._tls
                )
        except OSError as error:  # among them the time that is over, and what TLS refuses
            raise NotReached(repr(error)) from error
        return made

    def forget(self, connection: Connection) -> None:
        """Note that a connection has ended."""
        self.connections.discard(connection)
        with suppress(ValueError):
            self.free.remove(connection)

    async def close(self) -> None:
        """End every connection."""
        for connection in self.connections:
            connection.abort()
        await asyncio.sleep(0)  # until the loop has seen it
